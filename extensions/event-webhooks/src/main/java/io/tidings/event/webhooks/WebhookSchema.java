package io.tidings.event.webhooks;

import java.util.List;

/**
 * The tables. {@code pending} is what has still to be delivered, {@code delivery} what became of
 * what was. Times are microseconds since 1970. Stateless.
 */
final class WebhookSchema {

  static final List<String> FIRST =
      List.of(
          """
          CREATE TABLE subscription (
            id TEXT NOT NULL PRIMARY KEY,
            project_id TEXT NOT NULL,
            spec TEXT NOT NULL,
            sealed TEXT,
            paused TEXT,
            failures INTEGER NOT NULL DEFAULT 0,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL)\
          """,
          "CREATE INDEX subscription_by_project ON subscription (project_id, created_at, id)",
          // What is remembered: 'cursor', the place in the trail up to which deliveries are made,
          // and 'revision', which rises with each change of a subscription.
          "CREATE TABLE state (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)",
          "INSERT INTO state (name, value) VALUES ('cursor', 0), ('revision', 0)",
          """
          CREATE TABLE pending (
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            project_id TEXT NOT NULL,
            subscription_id TEXT NOT NULL,
            event_id TEXT NOT NULL,
            event_type TEXT NOT NULL,
            body TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            created_at BIGINT NOT NULL,
            due_at BIGINT NOT NULL)\
          """,
          "CREATE INDEX pending_by_due ON pending (subscription_id, due_at, place)",
          """
          CREATE TABLE delivery (
            id TEXT NOT NULL PRIMARY KEY,
            project_id TEXT NOT NULL,
            subscription_id TEXT NOT NULL,
            event_id TEXT NOT NULL,
            event_type TEXT NOT NULL,
            success BOOLEAN NOT NULL,
            status_code INTEGER,
            attempts INTEGER NOT NULL,
            request TEXT NOT NULL,
            response TEXT,
            error TEXT,
            created_at BIGINT NOT NULL,
            finished_at BIGINT NOT NULL,
            UNIQUE (project_id, subscription_id, event_id))\
          """,
          "CREATE INDEX delivery_by_subscription ON delivery (subscription_id, finished_at, id)");

  private WebhookSchema() {}
}
