package io.tidings.event.measure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a trail, and the errors beside it, for numbers.
 *
 * <pre>{@code
 * Measurements measurements = Measurements.of(trail);
 * ErrorRates errors = measurements.errors("w-1", TimeWindow.parse("24h"));
 * List<FailureRate> worst = measurements.project("apollo").failingTools(TimeWindow.WEEK, 10);
 * }</pre>
 *
 * <p>Every number is counted by the database when it is asked for; nothing is written (MEA-19). A
 * tenant's numbers are counted out of that tenant's rows, by equality with the id that is given,
 * which must be the caller's own (MEA-15); what concerns the platform says so by its name. Nothing
 * is divided by nothing. All methods throw {@link io.tidings.event.store.StoreException} if the
 * trail cannot be read. Immutable and thread-safe.
 */
public final class Measurements {

  private static final int MOST_SITES = 10_000;
  private static final Set<String> WIDGET_TYPES = WidgetTypes.shipped();

  private final StoreDatabase sql;
  private final InstantSource clock;

  private Measurements(StoreDatabase sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Returns the measurements of a trail, by its clock. */
  public static Measurements of(EventStore trail) {
    StoreDatabase sql = trail.database();
    return new Measurements(sql, sql.clock());
  }

  /** Returns these measurements by another clock. */
  public Measurements withClock(InstantSource clock) {
    return new Measurements(sql, requireNonNull(clock, "clock"));
  }

  /** Returns what the events of a project tell. */
  public TrailMeasures project(String projectId) {
    return new TrailMeasures(sql, clock, EventKind.of(projectId).id());
  }

  /** Returns what the events of all projects tell. For those who run the platform. */
  public TrailMeasures platform() {
    return new TrailMeasures(sql, clock, null);
  }

  /** Counts the errors of a workspace. Those without a workspace are in none (MEA-11). */
  public ErrorRates errors(String workspaceId, TimeWindow window) {
    return rates(requireNonNull(workspaceId, "workspaceId"), window);
  }

  /** Counts all errors, those without a workspace too. For those who run the platform. */
  public ErrorRates platformErrors(TimeWindow window) {
    return rates(null, window);
  }

  private ErrorRates rates(@Nullable String workspace, TimeWindow window) {
    Instant now = clock.instant();
    record Counted(String subsystem, long count) {}
    List<Counted> counted =
        Rows.list(
            sql,
            SummarySql.errors(workspace, Micros.ceiling(window.since(now))),
            rows -> new Counted(rows.getString(1), rows.getLong(2)));
    long total = counted.stream().mapToLong(Counted::count).sum();
    return new ErrorRates(
        window.text(),
        total,
        counted.stream()
            .map(
                each ->
                    new ErrorRates.Subsystem(
                        each.subsystem(), each.count(), Share.of(each.count(), total)))
            .toList(),
        now);
  }

  /**
   * Counts how the widgets of a caller's sites are used. Only types on the list that is shipped
   * count (MEA-18). Without a site the trail is not asked (MEA-17).
   */
  public Engagement engagement(String caller, SiteSource sites, TimeWindow window) {
    return engagement(caller, sites, window, WIDGET_TYPES);
  }

  /**
   * Counts how the widgets of a caller's sites are used, by types of the caller's choice.
   *
   * @throws IllegalArgumentException if there are more than ten thousand sites or types
   */
  public Engagement engagement(
      String caller, SiteSource sites, TimeWindow window, Collection<String> types) {
    Set<String> own = new LinkedHashSet<>(sites.sites(requireNonNull(caller, "caller")));
    return used(window, bounded(types), bounded(own));
  }

  /**
   * Counts how widgets are used on all sites there are, by the types on the list. For those who run
   * the platform.
   */
  public Engagement platformEngagement(TimeWindow window) {
    return used(window, WIDGET_TYPES, null);
  }

  private static Set<String> bounded(Collection<String> ids) {
    Set<String> different = new LinkedHashSet<>(ids);
    if (different.size() > MOST_SITES) {
      throw new IllegalArgumentException(
          "at most %s sites and types can be asked for at once".formatted(MOST_SITES));
    }
    return different;
  }

  private Engagement used(TimeWindow window, Set<String> types, @Nullable Set<String> sites) {
    Instant now = clock.instant();
    if (types.isEmpty() || (sites != null && sites.isEmpty())) {
      return new Engagement(window.text(), List.of(), 0, now);
    }
    long from = Micros.ceiling(window.since(now));
    List<Engagement.Type> byType =
        Rows.list(
            sql,
            SummarySql.engagement(types, sites, from),
            rows -> new Engagement.Type(rows.getString(1), rows.getLong(2)));
    List<Long> sessions =
        Rows.list(sql, SummarySql.sessions(types, sites, from), rows -> rows.getLong(1));
    return new Engagement(window.text(), byType, sessions.get(0), now);
  }

  /**
   * Counts the workspaces in which a run was ever completed, among all there are. Of the whole
   * platform on purpose, without a window: who may ask for it is the host's to decide (MEA-21).
   */
  public Activation activation(WorkspaceSource workspaces) {
    Instant now = clock.instant();
    Set<String> all = new HashSet<>(workspaces.workspaces());
    List<String> with = Rows.list(sql, SummarySql.activated(), rows -> rows.getString(1));
    return Activation.of(with.stream().filter(all::contains).count(), all.size(), now);
  }

  /**
   * Returns what was used of quotas, what was charged last first. For those who run the platform.
   *
   * @param limit how many at most
   * @throws IllegalArgumentException if the limit is negative
   */
  public List<QuotaUse> quotas(int limit) {
    return Rows.list(
        sql,
        SummarySql.meters(limit),
        rows -> {
          String whose = rows.getString(1);
          for (int below = 2; below <= 4; below++) {
            whose += rows.getString(below) == null ? "" : " / " + rows.getString(below);
          }
          String period = period(rows.getInt(6), rows.getInt(7), rows.getInt(8));
          long quota = rows.getLong(10);
          Long most = rows.wasNull() ? null : quota;
          return new QuotaUse(whose, rows.getString(5), period, rows.getLong(9), most);
        });
  }

  private static String period(int year, int month, int day) {
    if (year == 0) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%04d", year);
    text += month == 0 ? "" : String.format(Locale.ROOT, "-%02d", month);
    return text + (day == 0 ? "" : String.format(Locale.ROOT, "-%02d", day));
  }

  /**
   * What was used of a quota. Immutable and thread-safe.
   *
   * @param organization whose it is, and below it what workspace, project and user it is for
   * @param counter what is counted
   * @param period in which period, such as {@code 2026-11}; empty for all time
   * @param used how much
   * @param limit how much may be used, as it was when it was last charged, or null for no limit
   */
  public record QuotaUse(
      String organization, String counter, String period, long used, @Nullable Long limit) {

    /** Returns the answer as it is written as JSON. */
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("organization", organization);
      map.put("counter", counter);
      map.put("period", period);
      map.put("used", used);
      if (limit != null) {
        map.put("limit", limit);
      }
      return map;
    }
  }
}
