package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.follow.Leases;
import io.tidings.event.store.spi.Micros;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the events of a trail that have been kept for long enough, by plan (RET-02).
 *
 * <pre>{@code
 * Retention.Result result =
 *     new Retention(trail)
 *         .run(List.of(new Retention.Plan("hobby", Duration.ofDays(31), List.of("o-1", "o-2"))));
 * }</pre>
 *
 * <p>What counts is when the store was given an event, by the clock of the store that was. An
 * organization that is in no plan keeps everything; so does one in a plan without an end. Events
 * are removed a page at a time, so that appends go on in between (RET-03). A follower that may have
 * missed one is told (RET-06). Thread-safe.
 */
public final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final String LEASE = "retention";
  private static final Duration LEASE_TIME = Duration.ofHours(1);

  private final EventStore trail;

  /**
   * Creates the retention of a trail.
   *
   * @throws StoreException if the trail was opened for reading alone
   */
  public Retention(EventStore trail) {
    this.trail = trail;
    trail.writing();
  }

  /**
   * For how long the events of some organizations are kept. Immutable.
   *
   * @param name what it is called in results
   * @param kept for how long; zero for not at all, null for ever
   * @param organizations whose events; null for all there are, those of no organization too
   */
  public record Plan(String name, @Nullable Duration kept, @Nullable List<String> organizations) {

    /**
     * Creates a plan.
     *
     * @throws IllegalArgumentException if the duration is negative or an organization is ill-formed
     */
    public Plan {
      requireNonNull(name, "name");
      if (kept != null && kept.isNegative()) {
        throw new IllegalArgumentException("kept must not be negative, but is " + kept);
      }
      if (organizations != null) {
        organizations = List.copyOf(organizations);
        organizations.forEach(id -> EventIds.require(id, "organizations"));
      }
    }
  }

  /**
   * What a run has done. Immutable.
   *
   * @param skipped whether nothing was done, since another run was under way
   * @param removed how many events were removed, by the names of the plans that were done
   * @param failures what went wrong, by the names of the plans that were not; the others were
   */
  public record Result(
      boolean skipped, Map<String, Long> removed, Map<String, StoreException> failures) {

    /** Creates a result. */
    public Result {
      removed = Map.copyOf(removed);
      failures = Map.copyOf(failures);
    }
  }

  /**
   * Removes what is past its time, one plan after the other, and gives the space of a file back to
   * the system. Of several runs at once, in whatever processes, one does so and the others are
   * skipped (RET-04). A plan that fails does not stop the others (RET-03).
   *
   * @throws StoreException if the trail cannot be reached at all
   */
  public Result run(List<Plan> plans) {
    List<Plan> all = List.copyOf(plans);
    Leases leases = new Leases(trail.backend());
    if (!acquired(leases)) {
      return new Result(true, Map.of(), Map.of());
    }
    try {
      return run(all, trail.clock().instant(), leases);
    } finally {
      release(leases);
    }
  }

  private Result run(List<Plan> plans, Instant now, Leases leases) {
    Map<String, Long> removed = new LinkedHashMap<>();
    Map<String, StoreException> failures = new LinkedHashMap<>();
    for (Plan plan : plans) {
      Duration kept = plan.kept();
      if (kept == null) {
        continue;
      }
      BatchDelete deletion =
          new BatchDelete(
              trail.writing(),
              Micros.floor(before(now, kept)),
              connection -> requireLease(leases, connection));
      try {
        removed.merge(plan.name(), deleted(deletion, plan), Long::sum);
      } catch (StoreException failure) {
        failures.put(plan.name(), failure);
        LOG.warn(
            "Could not remove expired events of plan {}; the next run retries",
            plan.name(),
            failure);
      }
    }
    shrink();
    return new Result(false, removed, failures);
  }

  /** Returns the end of the expired time, at the earliest the epoch. */
  private static Instant before(Instant now, Duration kept) {
    return kept.compareTo(Duration.between(Instant.EPOCH, now)) > 0
        ? Instant.EPOCH
        : now.minus(kept);
  }

  private static long deleted(BatchDelete deletion, Plan plan) {
    List<String> organizations = plan.organizations();
    return organizations == null
        ? deletion.run(null)
        : organizations.stream().mapToLong(deletion::run).sum();
  }

  private void shrink() {
    try {
      trail.backend().shrink(trail.writing());
    } catch (SQLException failure) {
      LOG.warn("Could not release the space of removed events; the next run retries", failure);
    }
  }

  private boolean acquired(Leases leases) {
    return trail.writing().run(connection -> leases.take(connection, LEASE, LEASE_TIME));
  }

  private void requireLease(Leases leases, Connection connection) throws SQLException {
    if (!leases.take(connection, LEASE, LEASE_TIME)) {
      throw trail
          .backend()
          .refused(FailureReason.BUSY, "is under retention by another process at present");
    }
  }

  private void release(Leases leases) {
    try {
      trail.writing().run(connection -> leases.release(connection, LEASE));
    } catch (StoreException unreachable) {
      LOG.warn("Could not release the retention lease; it expires on its own", unreachable);
    }
  }
}
