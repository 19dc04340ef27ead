package io.tidings.event.store.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The versions of the trail's schema. Version 13 creates that of {@link TrailSchema} in a new
 * trail; the steps before describe the trails that are converted to it: one table of events with an
 * indexed column for every queryable field. An index starts with the field and the project, which
 * serves queries for a project and for the platform, and ends with the sort columns of the window.
 * Partial indexes leave out events without an optional field. Stateless.
 */
public final class Schema {

  /** The tables of followers and retention: positions, leases, removals. */
  private static final Migration FOLLOWING =
      new Migration(
          5,
          List.of(
              "CREATE TABLE follower (name {text} NOT NULL PRIMARY KEY, seq BIGINT NOT NULL)",
              "CREATE TABLE lease (name {text} NOT NULL PRIMARY KEY, owner {text} NOT NULL,"
                  + " expires_at BIGINT NOT NULL)",
              "CREATE TABLE removal (project_id {text} NOT NULL PRIMARY KEY, seq BIGINT NOT"
                  + " NULL)"));

  /** The versions of the tables of extensions. */
  private static final Migration EXTENSIONS =
      new Migration(
          10,
          List.of(
              "CREATE TABLE extension_version (name {text} NOT NULL, version INTEGER NOT NULL,"
                  + " migrated_at BIGINT NOT NULL, PRIMARY KEY (name, version))"));

  /** Numbers of removals, so that a follower that has reported one keeps its position. */
  private static final Migration REMOVALS =
      new Migration(
          11,
          List.of(
              "ALTER TABLE removal ADD COLUMN number BIGINT NOT NULL DEFAULT 1",
              "ALTER TABLE follower ADD COLUMN acknowledged BIGINT NOT NULL DEFAULT 0"));

  /** The trace and span in which an event was built. */
  private static final Migration TRACES =
      new Migration(
          12,
          List.of(
              "ALTER TABLE event ADD COLUMN trace_id {text}",
              "ALTER TABLE event ADD COLUMN span_id {text}"));

  /** Every step, in order. A step that was released is never changed again. */
  public static final List<Migration> MIGRATIONS =
      List.of(
          new Migration(1, events()),
          FOLLOWING,
          MeasureSchema.COLUMNS,
          MeasureSchema.MOVED.get(0),
          MeasureSchema.MOVED.get(1),
          MeasureSchema.MOVED.get(2),
          EXTENSIONS,
          REMOVALS,
          TRACES,
          Migration.whole(TrailSchema.VERSION, TrailSchema.all()));

  private static final String BY_TIME = "project_id, timestamp, event_id";

  private Schema() {}

  private static List<String> events() {
    List<String> statements = new ArrayList<>();
    statements.add(
        """
        CREATE TABLE event (
          seq {seq},
          project_id {text} NOT NULL,
          event_id {text} NOT NULL,
          kind {text} NOT NULL,
          category {text} NOT NULL,
          timestamp BIGINT NOT NULL,
          received_at BIGINT NOT NULL,
          correlation_id {text} NOT NULL,
          causation_id {text},
          organization_id {text},
          workspace_id {text},
          user_id {text},
          plan_id {text},
          root_plan_id {text},
          session_id {text},
          actor_name {text},
          project_name {text},
          request_type {text} NOT NULL,
          details {text} NOT NULL)\
        """);
    statements.add("CREATE UNIQUE INDEX event_by_id ON event (event_id, project_id)");
    statements.add("CREATE INDEX event_by_project ON event (project_id, seq)");
    statements.add("CREATE INDEX event_by_time ON event (timestamp, event_id, project_id)");
    statements.add("CREATE INDEX event_by_project_time ON event (" + BY_TIME + ")");
    statements.add("CREATE INDEX event_by_received ON event (project_id, received_at)");
    Stream.of("kind", "category", "correlation_id", "request_type")
        .map(column -> index(column, ""))
        .forEach(statements::add);
    Stream.of(
            "causation_id",
            "organization_id",
            "workspace_id",
            "user_id",
            "plan_id",
            "root_plan_id",
            "session_id",
            "actor_name")
        .map(column -> index(column, " WHERE " + column + " IS NOT NULL"))
        .forEach(statements::add);
    return statements;
  }

  private static String index(String column, String where) {
    return "CREATE INDEX event_by_%1$s ON event (%1$s, %2$s)%3$s".formatted(column, BY_TIME, where);
  }
}
