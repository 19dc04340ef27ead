package io.tidings.event.store.internal.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The trail's schema since version 13. An event's row has numbers in place of repeated texts: of
 * names, of kinds, of the scope (project, organization, workspace) and of the context (scope, user,
 * session, plans). The number 0 stands for none. Ids are encoded as bytes, see {@link
 * io.tidings.event.store.internal.IdEncoding}.
 *
 * <p>An index has few places at which new events are added, since each of them is a page that a
 * commit writes: it starts with the time or with a column of few current values. Sessions, plans
 * and users are found through their contexts, organizations and workspaces through their scopes,
 * categories through their kinds. The view {@code events} has the columns of earlier versions, for
 * SQL of others. Stateless.
 */
public final class TrailSchema {

  /** The version that creates the schema. */
  public static final int VERSION = 13;

  /** The condition of the index on outcomes. */
  public static final String MEASURED = "tool <> 0 OR duration_ms IS NOT NULL";

  /** Every table of the trail that an append writes, in the order of creation. */
  private static final List<String> DICTIONARIES =
      List.of(
          "CREATE TABLE trail_name (id {key}, text {text} NOT NULL)",
          "CREATE UNIQUE INDEX trail_name_by_text ON trail_name (text)",
          "CREATE TABLE trail_kind (id {key}, kind {text} NOT NULL, category {text} NOT NULL)",
          "CREATE UNIQUE INDEX trail_kind_by_kind ON trail_kind (kind)",
          "CREATE INDEX trail_kind_by_category ON trail_kind (category)",
          "CREATE TABLE trail_scope (id {key}, project BIGINT NOT NULL,"
              + " organization BIGINT NOT NULL, workspace BIGINT NOT NULL)",
          "CREATE UNIQUE INDEX trail_scope_by_project ON trail_scope"
              + " (project, organization, workspace)",
          "CREATE INDEX trail_scope_by_organization ON trail_scope (organization)",
          "CREATE INDEX trail_scope_by_workspace ON trail_scope (workspace)",
          "CREATE TABLE trail_context (id {key}, scope BIGINT NOT NULL, usr BIGINT NOT NULL,"
              + " session BIGINT NOT NULL, plan BIGINT NOT NULL, root_plan BIGINT NOT NULL,"
              + " project_name BIGINT NOT NULL)",
          "CREATE UNIQUE INDEX trail_context_by_session ON trail_context"
              + " (session, plan, root_plan, usr, scope, project_name)",
          "CREATE INDEX trail_context_by_plan ON trail_context (plan) WHERE plan <> 0",
          "CREATE INDEX trail_context_by_root_plan ON trail_context (root_plan)"
              + " WHERE root_plan <> 0",
          "CREATE INDEX trail_context_by_usr ON trail_context (usr) WHERE usr <> 0");

  private static final List<String> EVENTS =
      List.of(
          """
          CREATE TABLE trail_event (
            seq {seq},
            event_id {id} NOT NULL,
            project BIGINT NOT NULL,
            scope BIGINT NOT NULL,
            context BIGINT NOT NULL,
            kind BIGINT NOT NULL,
            timestamp BIGINT NOT NULL,
            received_at BIGINT NOT NULL,
            correlation_id {id} NOT NULL,
            causation_id {id},
            actor BIGINT NOT NULL,
            request_type BIGINT NOT NULL,
            tool BIGINT NOT NULL,
            duration_ms BIGINT,
            trace_id {text},
            span_id {text},
            salt {id},
            details {text} NOT NULL)\
          """,
          "CREATE UNIQUE INDEX trail_event_by_id ON trail_event (event_id, project)",
          "CREATE INDEX trail_event_by_context ON trail_event (context, timestamp)",
          "CREATE INDEX trail_event_by_scope ON trail_event"
              + " (scope, timestamp, kind, actor, request_type)",
          "CREATE INDEX trail_event_by_time ON trail_event (timestamp)",
          "CREATE INDEX trail_event_by_kind ON trail_event (kind, timestamp)",
          "CREATE INDEX trail_event_by_correlation_id ON trail_event (correlation_id)",
          "CREATE INDEX trail_event_by_causation_id ON trail_event (causation_id)"
              + " WHERE causation_id IS NOT NULL",
          "CREATE INDEX trail_event_by_actor ON trail_event (actor, timestamp) WHERE actor <> 0",
          "CREATE INDEX trail_event_by_request_type ON trail_event (request_type, timestamp)"
              + " WHERE request_type <> 0",
          "CREATE INDEX trail_event_by_outcome ON trail_event"
              + " (timestamp, kind, tool, duration_ms, scope) WHERE "
              + MEASURED);

  /**
   * Arrivals have, for each scope of an append, the range that contains its positions. Leaves are
   * empty.
   */
  private static final List<String> SIDE_TABLES =
      List.of(
          "CREATE TABLE trail_arrival (scope BIGINT NOT NULL, received_at BIGINT NOT NULL,"
              + " first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL,"
              + " PRIMARY KEY (scope, received_at, first_seq)){clustered}",
          "CREATE TABLE trail_leaf (seq BIGINT NOT NULL PRIMARY KEY,"
              + " leaf BIGINT NOT NULL){clustered}",
          "CREATE UNIQUE INDEX trail_leaf_by_leaf ON trail_leaf (leaf)");

  /** The tables that earlier versions have, too. */
  private static final List<String> OTHERS =
      List.of(
          "CREATE TABLE follower (name {text} NOT NULL PRIMARY KEY, seq BIGINT NOT NULL,"
              + " acknowledged BIGINT NOT NULL DEFAULT 0)",
          "CREATE TABLE lease (name {text} NOT NULL PRIMARY KEY, owner {text} NOT NULL,"
              + " expires_at BIGINT NOT NULL)",
          "CREATE TABLE removal (project_id {text} NOT NULL PRIMARY KEY, seq BIGINT NOT NULL,"
              + " number BIGINT NOT NULL DEFAULT 1)",
          "CREATE TABLE extension_version (name {text} NOT NULL, version INTEGER NOT NULL,"
              + " migrated_at BIGINT NOT NULL, PRIMARY KEY (name, version))");

  private static final String VIEW =
      """
      CREATE VIEW events AS SELECT
        event.seq AS seq,
        coalesce(project.text, '') AS project_id,
        {text of event.event_id} AS event_id,
        kind.kind AS kind,
        kind.category AS category,
        event.timestamp AS timestamp,
        event.received_at AS received_at,
        {text of event.correlation_id} AS correlation_id,
        {text of event.causation_id} AS causation_id,
        organization.text AS organization_id,
        workspace.text AS workspace_id,
        usr.text AS user_id,
        plan.text AS plan_id,
        root_plan.text AS root_plan_id,
        session.text AS session_id,
        actor.text AS actor_name,
        project_name.text AS project_name,
        coalesce(request_type.text, 'unknown') AS request_type,
        event.details AS details,
        tool.text AS tool_name,
        event.duration_ms AS duration_ms,
        event.trace_id AS trace_id,
        event.span_id AS span_id
      FROM trail_event AS event
        LEFT JOIN trail_name AS project ON project.id = event.project
        LEFT JOIN trail_kind AS kind ON kind.id = event.kind
        LEFT JOIN trail_scope AS scope ON scope.id = event.scope
        LEFT JOIN trail_name AS organization ON organization.id = scope.organization
        LEFT JOIN trail_name AS workspace ON workspace.id = scope.workspace
        LEFT JOIN trail_context AS context ON context.id = event.context
        LEFT JOIN trail_name AS usr ON usr.id = context.usr
        LEFT JOIN trail_name AS plan ON plan.id = context.plan
        LEFT JOIN trail_name AS root_plan ON root_plan.id = context.root_plan
        LEFT JOIN trail_name AS session ON session.id = context.session
        LEFT JOIN trail_name AS project_name ON project_name.id = context.project_name
        LEFT JOIN trail_name AS actor ON actor.id = event.actor
        LEFT JOIN trail_name AS request_type ON request_type.id = event.request_type
        LEFT JOIN trail_name AS tool ON tool.id = event.tool\
      """;

  private TrailSchema() {}

  /** Returns the tables, indexes and the view without those that earlier versions have, too. */
  public static List<String> lean() {
    List<String> statements = new ArrayList<>(DICTIONARIES);
    statements.addAll(EVENTS);
    statements.addAll(SIDE_TABLES);
    statements.add(VIEW);
    return statements;
  }

  /** Returns the query of the view, with placeholders for the decoding of ids. */
  public static String select() {
    return VIEW.substring(VIEW.indexOf("SELECT"));
  }

  /** Returns every statement of a new trail. */
  public static List<String> all() {
    List<String> statements = new ArrayList<>(OTHERS);
    statements.addAll(lean());
    return statements;
  }
}
