package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign objects in the schema of a trail in PostgreSQL. */
@Tag("once")
class PostgresObjectsTest extends StoreTest {

  private static final String FUNCTION =
      "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'";
  private static final String TRIGGER =
      "CREATE TRIGGER spy BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION spy()";

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  @Contract("SCH-06")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule spy|CREATE RULE spy AS ON INSERT TO trail_event DO INSTEAD NOTHING",
        "row-level security|ALTER TABLE trail_event ENABLE ROW LEVEL SECURITY",
        "policy spy|CREATE POLICY spy ON lease USING (false)",
        "child table|CREATE TABLE other () INHERITS (trail_event)",
        "UNLOGGED|ALTER TABLE trail_event SET UNLOGGED",
        "constraint|ALTER TABLE trail_event ADD CHECK (details <> 'x')",
        "constraint|ALTER TABLE trail_event ADD UNIQUE (event_id)",
        "view lease|DROP TABLE lease; CREATE VIEW lease AS SELECT 1 AS name",
        "view trail_event|ALTER TABLE trail_event RENAME TO old; CREATE VIEW trail_event AS SELECT"
            + " * FROM old",
        "table trail_event|ALTER TABLE trail_event ADD COLUMN more TEXT",
        "table trail_event|ALTER TABLE trail_event ADD COLUMN m TEXT GENERATED ALWAYS AS ('x')"
            + " STORED",
        "table trail_event|ALTER TABLE trail_event ALTER COLUMN salt TYPE VARCHAR(99)",
        "table follower|ALTER TABLE follower ALTER COLUMN name TYPE TEXT COLLATE \"POSIX\"",
        "table trail_event|ALTER TABLE trail_event ALTER COLUMN kind DROP NOT NULL",
        "table trail_event|ALTER TABLE trail_event ALTER COLUMN seq DROP IDENTITY",
        "index trail_event_by_kind|DROP INDEX trail_event_by_kind; CREATE INDEX trail_event_by_kind"
            + " ON trail_event (kind)",
        "table trail_event_by_kind|DROP INDEX trail_event_by_kind; CREATE TABLE trail_event_by_kind"
            + " (x INTEGER)",
        "lacks its index trail_event_by_id|DROP INDEX trail_event_by_id",
        "lacks its table follower|DROP TABLE follower",
        "lacks its view events|DROP VIEW events",
        "table events|DROP VIEW events; CREATE TABLE events (seq BIGINT)",
      })
  void foreign_object_is_rejected(String part, String sql) throws Exception {
    open().append(event());
    place().execute(sql.split("; "));

    assertRejected(part);
  }

  private void assertRejected(String part) {
    for (EventStoreBuilder builder : List.of(builder(), builder().readOnly())) {
      assertThatThrownBy(builder::open)
          .satisfies(Refusals.with(Reason.FOREIGN))
          .hasMessageContaining(part);
    }
  }

  @Contract("SCH-06")
  @Test
  void trigger_on_a_table_of_the_trail_is_rejected() throws Exception {
    open();
    place().execute(FUNCTION, TRIGGER.formatted("trail_event"));

    assertRejected("trigger spy");
  }

  @Contract("SCH-06")
  @Test
  void objects_of_a_host_are_left_alone() throws Exception {
    open();
    place()
        .execute(
            FUNCTION,
            "CREATE TABLE host (x INTEGER CHECK (x > 0), y BIGINT UNIQUE REFERENCES trail_event)",
            TRIGGER.formatted("host"),
            "CREATE RULE host_r AS ON DELETE TO host DO INSTEAD NOTHING",
            "ALTER TABLE host ENABLE ROW LEVEL SECURITY",
            "CREATE TABLE \"Event\" (x TEXT)",
            "CREATE VIEW plans AS SELECT * FROM events WHERE category = 'plan'",
            "CREATE INDEX host_event_by_name ON trail_event (trace_id)");

    assertThat(open().append(event()).stored()).isEqualTo(1);
    assertThat(closing(builder().readOnly().open()).count(IN_APOLLO)).isEqualTo(1);
  }

  @Contract("SCH-06")
  @Test
  void each_older_version_is_migrated() throws Exception {
    for (int steps = 1; steps < Schema.MIGRATIONS.size(); steps++) {
      builder().database(new Migrations(Schema.MIGRATIONS.subList(0, steps), clock));
      assertThat(open().append(event()).stored()).isEqualTo(1);
      renewPlace();
    }
  }
}
