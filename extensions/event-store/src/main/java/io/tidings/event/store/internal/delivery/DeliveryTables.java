package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.spi.StoreTables;
import java.util.List;

/** The tables of durable deliveries: consumers, failed and held events, markers of the inbox. */
public final class DeliveryTables {

  public static final StoreTables TABLES =
      new StoreTables(
          "delivery",
          List.of(
              new StoreTables.Step(
                  1,
                  List.of(
                      """
                      CREATE TABLE delivery_consumer (
                        name {text} NOT NULL PRIMARY KEY,
                        epoch BIGINT NOT NULL,
                        seq BIGINT NOT NULL,
                        acknowledged BIGINT NOT NULL,
                        passing INTEGER NOT NULL,
                        revision BIGINT NOT NULL,
                        removed BIGINT NOT NULL,
                        project {text} NOT NULL)\
                      """,
                      """
                      CREATE TABLE delivery_failure (
                        name {text} NOT NULL,
                        seq BIGINT NOT NULL,
                        event_id {text} NOT NULL,
                        ordering_key {text},
                        state INTEGER NOT NULL,
                        attempts INTEGER NOT NULL,
                        failure_type {text},
                        failure_message {text},
                        PRIMARY KEY (name, seq))\
                      """,
                      "CREATE INDEX delivery_failure_by_key"
                          + " ON delivery_failure (name, ordering_key, seq)",
                      "CREATE INDEX delivery_failure_by_state"
                          + " ON delivery_failure (name, state, seq)",
                      """
                      CREATE TABLE delivery_once (
                        consumer {text} NOT NULL,
                        event_id {text} NOT NULL,
                        marked_at BIGINT NOT NULL,
                        PRIMARY KEY (consumer, event_id))\
                      """))));

  private DeliveryTables() {}
}
