package io.tidings.event.store.internal.schema;

import java.util.List;

/**
 * The steps of the schema for measurement and metering: columns and covering indexes for tools and
 * durations, the tables of errors and of meters. Stateless.
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

  /** The table of errors of subsystems. */
  public static final Migration ERRORS =
      new Migration(
          7,
          List.of(
              """
              CREATE TABLE error_events (
                id {seq},
                subsystem {text} NOT NULL,
                operation {text} NOT NULL,
                error_type {text},
                error_message {text},
                workspace_id {text},
                agent_id BIGINT,
                action_name {text},
                event_data {text} NOT NULL DEFAULT '{}',
                created_at BIGINT NOT NULL DEFAULT ({now}))\
              """,
              "CREATE INDEX idx_error_events_subsystem_created"
                  + " ON error_events (subsystem, created_at)",
              "CREATE INDEX idx_error_events_workspace_created"
                  + " ON error_events (workspace_id, created_at)",
              "CREATE INDEX idx_error_events_workspace_subsystem"
                  + " ON error_events (workspace_id, subsystem, created_at)"));

  /** The tables of usage by organization and period, and of receipts of charges. */
  public static final Migration METERS =
      new Migration(
          8,
          List.of(
              """
              CREATE TABLE meter (
                id {text} NOT NULL PRIMARY KEY,
                counter {text} NOT NULL,
                organization_id {text} NOT NULL,
                workspace_id {text},
                project_id {text},
                user_id {text},
                year INTEGER,
                month INTEGER,
                day INTEGER,
                used BIGINT NOT NULL CHECK (used >= 0),
                quota BIGINT,
                updated_at BIGINT NOT NULL)\
              """,
              "CREATE INDEX meter_by_organization ON meter (organization_id, counter)",
              """
              CREATE TABLE meter_receipt (
                meter_id {text} NOT NULL,
                receipt {text} NOT NULL,
                charged_at BIGINT NOT NULL,
                PRIMARY KEY (meter_id, receipt))\
              """,
              "CREATE INDEX meter_receipt_by_time ON meter_receipt (charged_at)"));

  /** The index of the meters charged last. */
  public static final Migration LATEST_METERS =
      new Migration(9, List.of("CREATE INDEX meter_by_time ON meter (updated_at DESC, id)"));

  private MeasureSchema() {}
}
