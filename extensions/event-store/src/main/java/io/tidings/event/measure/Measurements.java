package io.tidings.event.measure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.internal.StoreSql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  private final StoreSql sql;
  private final InstantSource clock;

  private Measurements(StoreSql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Returns the measurements of a trail, by its clock. */
  public static Measurements of(EventStore trail) {
    StoreSql sql = trail.unwrap(StoreSql.class);
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
    return errors("workspace_id = ? AND ", List.of(requireNonNull(workspaceId)), window);
  }

  /** Counts all errors. For those who run the platform. */
  public ErrorRates platformErrors(TimeWindow window) {
    return errors("", List.of(), window);
  }

  private ErrorRates errors(String tenant, List<Object> id, TimeWindow window) {
    Instant now = clock.instant();
    List<Object> parameters = new ArrayList<>(id);
    parameters.add(sql.ceiling(window.since(now)));
    Select select =
        new Select(
            "SELECT subsystem, count(*) FROM error_events WHERE "
                + tenant
                + "created_at >= ? GROUP BY subsystem ORDER BY count(*) DESC, subsystem",
            parameters);
    record Counted(String subsystem, long count) {}
    List<Counted> counted =
        Rows.list(sql, select, rows -> new Counted(rows.getString(1), rows.getLong(2)));
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
    Instant now = clock.instant();
    Set<String> own = new LinkedHashSet<>(sites.sites(requireNonNull(caller, "caller")));
    Set<String> counted = new LinkedHashSet<>(types);
    if (own.size() > MOST_SITES || counted.size() > MOST_SITES) {
      throw new IllegalArgumentException(
          "at most %s sites and types can be asked for at once".formatted(MOST_SITES));
    }
    if (own.isEmpty() || counted.isEmpty()) {
      return new Engagement(window.text(), List.of(), 0, now);
    }
    List<Object> parameters = new ArrayList<>(counted);
    parameters.addAll(own);
    parameters.add(sql.ceiling(window.since(now)));
    String of =
        " FROM event WHERE kind IN (%s) AND project_id IN (%s) AND timestamp >= ?"
            .formatted(Select.marks(counted), Select.marks(own));
    List<Engagement.Type> byType =
        Rows.list(
            sql,
            new Select(
                "SELECT kind, count(*)" + of + " GROUP BY kind ORDER BY count(*) DESC, kind",
                parameters),
            rows -> new Engagement.Type(rows.getString(1), rows.getLong(2)));
    List<Long> sessions =
        Rows.list(
            sql,
            new Select("SELECT count(DISTINCT session_id)" + of, parameters),
            rows -> rows.getLong(1));
    return new Engagement(window.text(), byType, sessions.get(0), now);
  }

  /**
   * Counts the workspaces in which a run was ever completed, among all there are. Of the whole
   * platform on purpose, without a window: who may ask for it is the host's to decide (MEA-21).
   */
  public Activation activation(WorkspaceSource workspaces) {
    Instant now = clock.instant();
    Set<String> all = new HashSet<>(workspaces.workspaces());
    List<String> completed = RunState.COMPLETED.kinds();
    List<String> with =
        Rows.list(
            sql,
            new Select(
                "SELECT DISTINCT workspace_id FROM event WHERE workspace_id IS NOT NULL AND kind IN"
                    + " (%s)".formatted(Select.marks(completed)),
                new ArrayList<>(completed)),
            rows -> rows.getString(1));
    return Activation.of(with.stream().filter(all::contains).count(), all.size(), now);
  }

  /**
   * Returns what was used of quotas, what was charged last first. For those who run the platform.
   *
   * @param limit how many at most
   */
  public List<QuotaUse> quotas(int limit) {
    return Rows.list(
        sql,
        Select.of(
            "SELECT organization_id, workspace_id, project_id, user_id, counter, year, month, day,"
                + " used, quota FROM meter ORDER BY updated_at DESC, id LIMIT ?",
            (long) limit),
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
}
