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
 * Removal of events that are older than the plan of their organization keeps them.
 *
 * <pre>{@code
 * Retention.Result result =
 *     new Retention(trail)
 *         .run(List.of(new Retention.Plan("hobby", Duration.ofDays(31), List.of("o-1", "o-2"))));
 * }</pre>
 *
 * <p>The age of an event counts from its arrival, by the clock of the store that received it.
 * Events of an organization without a plan, or in a plan without an end, are kept. Events are
 * removed in pages, so that appends continue in between. A follower that may have missed a removed
 * event ends with {@link StoreException.Reason#BEHIND}. Thread-safe.
 *
 * @contract RET-02, RET-03, RET-06
 */
public final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final String LEASE = "retention";
  private static final Duration LEASE_TIME = Duration.ofHours(1);

  private final EventStore trail;

  /**
   * Creates the retention of a trail.
   *
   * @throws StoreException if the store is read-only
   */
  public Retention(EventStore trail) {
    this.trail = trail;
    trail.writing();
  }

  /**
   * The time for which events of some organizations are kept. Immutable.
   *
   * @param name the name of the plan in results
   * @param kept the time; zero keeps none, null keeps all
   * @param organizations the organizations, or null for all events, those without an organization
   *     too
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
   * The result of a run. Immutable.
   *
   * @param skipped whether another run was in progress and nothing was done
   * @param removed the number of removed events by the name of each completed plan
   * @param failures the failures by the name of each plan that was not completed
   */
  public record Result(
      boolean skipped, Map<String, Long> removed, Map<String, StoreException> failures) {

    /** Creates a result; the maps are copied. */
    public Result {
      removed = Map.copyOf(removed);
      failures = Map.copyOf(failures);
    }
  }

  /**
   * Removes expired events, plan by plan, and returns the space of a file to the operating system.
   * Of several runs at a time, in any process, one does the work and the others are skipped. A plan
   * that fails does not stop the others.
   *
   * @throws StoreException if the trail cannot be reached
   * @throws IllegalStateException if it is called within {@link
   *     io.tidings.event.store.spi.StoreDatabase#write}
   * @contract RET-03, RET-04
   */
  public Result run(List<Plan> plans) {
    List<Plan> all = List.copyOf(plans);
    Leases leases = new Leases(trail.backend(), LEASE_TIME);
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
    return trail.writing().run(connection -> leases.take(connection, LEASE));
  }

  private void requireLease(Leases leases, Connection connection) throws SQLException {
    if (!leases.take(connection, LEASE)) {
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
