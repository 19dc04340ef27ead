package io.tidings.event.meter;

import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreTables;
import java.util.List;
import java.util.Map;

/**
 * The tables of meters and receipts in a trail's database. The first adjustment creates them, or
 * adopts those that an earlier version of the trail created; until then every meter reads as 0.
 * Thread-safe.
 */
final class MeterTables {

  private static final String METER = "meter";

  static final StoreTables TABLES =
      new StoreTables(
          "metering",
          List.of(
              new StoreTables.Step(
                  1,
                  List.of(
                      """
                      CREATE TABLE IF NOT EXISTS meter (
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
                      "CREATE INDEX IF NOT EXISTS meter_by_organization"
                          + " ON meter (organization_id, counter)",
                      "CREATE INDEX IF NOT EXISTS meter_by_time ON meter (updated_at DESC, id)",
                      """
                      CREATE TABLE IF NOT EXISTS meter_receipt (
                        meter_id {text} NOT NULL,
                        receipt {text} NOT NULL,
                        charged_at BIGINT NOT NULL,
                        PRIMARY KEY (meter_id, receipt))\
                      """,
                      "CREATE INDEX IF NOT EXISTS meter_receipt_by_time"
                          + " ON meter_receipt (charged_at)"))),
          Map.of(
              METER,
              List.of(
                  "id",
                  "counter",
                  "organization_id",
                  "workspace_id",
                  "project_id",
                  "user_id",
                  "year",
                  "month",
                  "day",
                  "used",
                  "quota",
                  "updated_at"),
              "meter_receipt",
              List.of("meter_id", "receipt", "charged_at")));

  private final StoreDatabase database;
  private volatile boolean present;
  private volatile boolean prepared;

  MeterTables(StoreDatabase database) {
    this.database = database;
  }

  /** Returns whether there is a table of meters to read. */
  boolean isPresent() {
    if (!present) {
      present = database.hasTable(METER);
    }
    return present;
  }

  /** Creates or adopts the tables, once. */
  void prepare() {
    if (!prepared) {
      database.prepare(TABLES);
      prepared = true;
    }
  }
}
