package io.tidings.event.measure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.TrailCounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Figures computed from a trail and the errors stored with it.
 *
 * <pre>{@code
 * Measurements measurements = Measurements.of(trail);
 * ErrorRates errors = measurements.errors("w-1", TimeWindow.parse("24h"));
 * List<FailureRate> worst = measurements.project("apollo").failingTools(TimeWindow.WEEK, 10);
 * }</pre>
 *
 * <p>The database computes every figure when it is requested; nothing is written, so the trail may
 * be read-only. A tenant's figures contain only rows with exactly the given id, which must be the
 * caller's own; figures across tenants say so in their method's name. A ratio of nothing is 0.
 *
 * <p>All methods throw {@link io.tidings.event.store.StoreException} if the trail cannot be read
 * and {@link NullPointerException} for a null argument. Immutable and thread-safe.
 *
 * @contract MEA-12, MEA-15, MEA-19, MEA-23, ACC-24
 */
public final class Measurements {

  private static final int MAX_IDS = 10_000;

  private final StoreDatabase database;
  private final ErrorTable errors;
  private final InstantSource clock;

  private Measurements(StoreDatabase database, ErrorTable errors, InstantSource clock) {
    this.database = database;
    this.errors = errors;
    this.clock = clock;
  }

  /** Returns the measurements of a trail, which use the trail's clock and end with the trail. */
  public static Measurements of(EventStore trail) {
    StoreDatabase database = trail.database();
    return new Measurements(database, new ErrorTable(database), database.clock());
  }

  /** Returns these measurements with another clock. */
  public Measurements withClock(InstantSource clock) {
    return new Measurements(database, errors, requireNonNull(clock, "clock"));
  }

  /**
   * Returns the figures of one project.
   *
   * @throws IllegalArgumentException if the id is malformed
   */
  public TrailMeasures project(String projectId) {
    String project = EventKind.of(requireNonNull(projectId, "projectId")).id();
    return new TrailMeasures(database.counts(Set.of(project)), clock);
  }

  /** Returns the figures across all projects, for platform operators. */
  public TrailMeasures platform() {
    return new TrailMeasures(database.platformCounts(), clock);
  }

  /**
   * Returns the error rates of a workspace; errors without a workspace are not included. Empty if
   * the trail has no errors yet.
   *
   * @contract MEA-11, MEA-14, MEA-15
   */
  public ErrorRates errors(String workspaceId, TimeWindow window) {
    return rates(requireNonNull(workspaceId, "workspaceId"), window);
  }

  /**
   * Returns the rates of all errors, those without a workspace included, for platform operators.
   */
  public ErrorRates platformErrors(TimeWindow window) {
    return rates(null, window);
  }

  private ErrorRates rates(@Nullable String workspace, TimeWindow window) {
    Instant now = clock.instant();
    Map<String, Long> counts = errors.bySubsystem(workspace, window.since(now));
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    List<ErrorRates.Subsystem> subsystems = new ArrayList<>();
    counts.forEach(
        (subsystem, count) ->
            subsystems.add(new ErrorRates.Subsystem(subsystem, count, Ratio.of(count, total))));
    return new ErrorRates(window.text(), total, subsystems, now);
  }

  /**
   * Returns the engagement on a caller's sites, by the given event types. The trail is not queried
   * if there is no site or no type.
   *
   * @param caller passed to {@code sites}
   * @param types the ids of the event types that count as engagement
   * @throws IllegalArgumentException if there are more than ten thousand sites or types
   * @contract MEA-16, MEA-17, MEA-18
   */
  public Engagement engagement(
      String caller, SiteSource sites, TimeWindow window, Collection<String> types) {
    Collection<String> own = sites.sites(requireNonNull(caller, "caller"));
    return engagement(window, distinct(types), distinct(own));
  }

  /**
   * Returns the engagement on all sites, for platform operators.
   *
   * @param types the ids of the event types that count as engagement
   * @throws IllegalArgumentException if there are more than ten thousand types
   */
  public Engagement platformEngagement(TimeWindow window, Collection<String> types) {
    return engagement(window, distinct(types), null);
  }

  private static Set<String> distinct(Collection<String> ids) {
    Set<String> distinct = new LinkedHashSet<>(ids);
    if (distinct.size() > MAX_IDS) {
      throw new IllegalArgumentException(
          "at most %s sites and types are allowed, but there are %s"
              .formatted(MAX_IDS, distinct.size()));
    }
    return distinct;
  }

  private Engagement engagement(TimeWindow window, Set<String> types, @Nullable Set<String> sites) {
    Instant now = clock.instant();
    if (types.isEmpty() || (sites != null && sites.isEmpty())) {
      return new Engagement(window.text(), List.of(), 0, now);
    }
    TrailCounts counts = sites == null ? database.platformCounts() : database.counts(sites);
    Instant since = window.since(now);
    List<Engagement.Type> byType = new ArrayList<>();
    counts.kinds(types, since).forEach((type, n) -> byType.add(new Engagement.Type(type, n)));
    return new Engagement(window.text(), byType, counts.sessions(types, since), now);
  }

  /**
   * Returns how many of all workspaces ever completed a run. Covers the whole platform and all
   * time; the host decides who may call it.
   *
   * @contract MEA-21, MEA-22
   */
  public Activation activation(WorkspaceSource workspaces) {
    Instant now = clock.instant();
    Set<String> all = new HashSet<>(workspaces.workspaces());
    List<String> activated = database.platformCounts().workspaces(RunState.COMPLETED.kinds());
    return Activation.of(activated.stream().filter(all::contains).count(), all.size(), now);
  }
}
