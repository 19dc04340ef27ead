package io.tidings.event.store.internal.schema;

import java.util.List;

/**
 * Schema steps for aggregate queries: two details in columns of their own, and indexes that hold
 * every column that is counted. Stateless.
 */
public final class MeasureSchema {

  /** Columns for tools and durations, and covering indexes. */
  public static final Migration COLUMNS =
      new Migration(
          6,
          List.of(
              "ALTER TABLE event ADD COLUMN tool_name {text}",
              "ALTER TABLE event ADD COLUMN duration_ms BIGINT",
              "DROP INDEX event_by_kind",
              "CREATE INDEX event_by_kind ON event"
                  + " (kind, project_id, timestamp, event_id, session_id, plan_id, workspace_id)",
              "DROP INDEX event_by_actor_name",
              "CREATE INDEX event_by_actor_name ON event"
                  + " (actor_name, project_id, timestamp, event_id, kind)"
                  + " WHERE actor_name IS NOT NULL",
              "CREATE INDEX event_by_outcome ON event"
                  + " (kind, tool_name, duration_ms, project_id, timestamp)"
                  + " WHERE tool_name IS NOT NULL OR duration_ms IS NOT NULL"),
          DetailColumns::fill);

  /** Steps 7 to 9 created the tables of metering and measurement, which now own them. */
  public static final List<Migration> MOVED =
      List.of(
          new Migration(7, List.of()), new Migration(8, List.of()), new Migration(9, List.of()));

  private MeasureSchema() {}
}
