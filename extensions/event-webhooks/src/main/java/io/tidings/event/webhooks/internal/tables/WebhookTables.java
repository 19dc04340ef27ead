package io.tidings.event.webhooks.internal.tables;

import io.tidings.event.store.spi.StoreTables;
import java.util.List;

/**
 * Schema of the webhook tables in the trail's database. {@code webhook_pending} holds deliveries
 * without an outcome, {@code webhook_delivery} recorded outcomes, {@code webhook_state} two
 * numbers; see {@link StateTable}. Times are microseconds since 1970. Stateless.
 */
public final class WebhookTables {

  private static final StoreTables.Step FIRST =
      new StoreTables.Step(
          1,
          List.of(
              // told_after: events with a higher sequence number are delivered; missed_after:
              // events with a higher one were skipped during a pause.
              """
              CREATE TABLE webhook_subscription (
                id {text} NOT NULL PRIMARY KEY,
                project_id {text} NOT NULL,
                spec {text} NOT NULL,
                sealed {text},
                paused {text},
                failures INTEGER NOT NULL DEFAULT 0,
                told_after BIGINT NOT NULL,
                missed_after BIGINT,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL)\
              """,
              "CREATE INDEX webhook_subscription_by_project"
                  + " ON webhook_subscription (project_id, created_at, id)",
              "CREATE TABLE webhook_state (name {text} NOT NULL PRIMARY KEY, value BIGINT NOT"
                  + " NULL)",
              "INSERT INTO webhook_state (name, value) VALUES ('revision', 0), ('fed', 0)",
              """
              CREATE TABLE webhook_pending (
                place {seq},
                id {text} NOT NULL UNIQUE,
                project_id {text} NOT NULL,
                subscription_id {text} NOT NULL,
                event_id {text} NOT NULL,
                event_type {text} NOT NULL,
                body {text} NOT NULL,
                attempts INTEGER NOT NULL,
                created_at BIGINT NOT NULL,
                due_at BIGINT NOT NULL)\
              """,
              "CREATE INDEX webhook_pending_by_due"
                  + " ON webhook_pending (subscription_id, due_at, place)",
              """
              CREATE TABLE webhook_delivery (
                id {text} NOT NULL PRIMARY KEY,
                project_id {text} NOT NULL,
                subscription_id {text} NOT NULL,
                event_id {text} NOT NULL,
                event_type {text} NOT NULL,
                success BOOLEAN NOT NULL,
                status_code INTEGER,
                attempts INTEGER NOT NULL,
                request {text} NOT NULL,
                response {text},
                error {text},
                created_at BIGINT NOT NULL,
                finished_at BIGINT NOT NULL,
                UNIQUE (project_id, subscription_id, event_id))\
              """,
              "CREATE INDEX webhook_delivery_by_subscription"
                  + " ON webhook_delivery (subscription_id, finished_at, id)"));

  /** The schema. */
  public static final StoreTables TABLES = new StoreTables("webhooks", List.of(FIRST));

  private WebhookTables() {}
}
