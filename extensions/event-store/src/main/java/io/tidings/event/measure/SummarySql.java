package io.tidings.event.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that tell what errors, widgets, runs and meters there are. As those of {@link
 * CountSql} they are answered out of indexes. Stateless.
 */
final class SummarySql {

  private SummarySql() {}

  /** Counts errors by subsystem, of a workspace or of all. */
  static Select errors(@Nullable String workspace, long from) {
    return new Select(
        "SELECT subsystem, count(*) FROM error_events WHERE "
            + (workspace == null ? "" : "workspace_id = ? AND ")
            + "created_at >= ? GROUP BY subsystem ORDER BY count(*) DESC, subsystem",
        workspace == null ? List.of(from) : List.of(workspace, from));
  }

  /** Counts events of some types by type, on some sites or on all. */
  static Select engagement(
      Collection<String> types, @Nullable Collection<String> sites, long from) {
    Select of = widgets(types, sites, from);
    return new Select(
        "SELECT kind, count(*)" + of.sql() + " GROUP BY kind ORDER BY count(*) DESC, kind",
        of.parameters());
  }

  /** Counts the sessions of events of some types. */
  static Select sessions(Collection<String> types, @Nullable Collection<String> sites, long from) {
    Select of = widgets(types, sites, from);
    return new Select("SELECT count(DISTINCT session_id)" + of.sql(), of.parameters());
  }

  private static Select widgets(
      Collection<String> types, @Nullable Collection<String> sites, long from) {
    List<Object> parameters = new ArrayList<>(types);
    if (sites != null) {
      parameters.addAll(sites);
    }
    parameters.add(from);
    return new Select(
        " FROM event WHERE kind IN (%s) %s AND timestamp >= ?"
            .formatted(
                Select.marks(types),
                sites == null ? "" : "AND project_id IN (%s)".formatted(Select.marks(sites))),
        parameters);
  }

  /** Finds the workspaces in which a run was completed; an event without a plan tells of none. */
  static Select activated() {
    List<String> completed = RunState.COMPLETED.kinds();
    return new Select(
        "SELECT DISTINCT workspace_id FROM event WHERE workspace_id IS NOT NULL AND kind IN (%s)"
                .formatted(Select.marks(completed))
            + " AND coalesce(plan_id, '') <> ''",
        List.copyOf(completed));
  }

  /** Finds the meters that were charged last. */
  static Select meters(int limit) {
    return Select.of(
        "SELECT organization_id, workspace_id, project_id, user_id, counter, year, month, day,"
            + " used, quota FROM meter ORDER BY updated_at DESC, id LIMIT ?",
        (long) Select.requireLimit(limit));
  }
}
