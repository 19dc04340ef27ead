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
        "rule spy|CREATE RULE spy AS ON INSERT TO event DO INSTEAD NOTHING",
        "row-level security|ALTER TABLE event ENABLE ROW LEVEL SECURITY",
        "policy spy|CREATE POLICY spy ON lease USING (false)",
        "child table|CREATE TABLE other () INHERITS (event)",
        "UNLOGGED|ALTER TABLE event SET UNLOGGED",
        "constraint|ALTER TABLE event ADD CHECK (details <> 'x')",
        "constraint|ALTER TABLE event ADD UNIQUE (event_id)",
        "view lease|DROP TABLE lease; CREATE VIEW lease AS SELECT 1 AS name",
        "view event|ALTER TABLE event RENAME TO old; CREATE VIEW event AS SELECT * FROM old",
        "table event|ALTER TABLE event ADD COLUMN more TEXT",
        "table event|ALTER TABLE event ADD COLUMN m TEXT GENERATED ALWAYS AS ('x') STORED",
        "table event|ALTER TABLE event ALTER COLUMN kind TYPE VARCHAR(99)",
        "table event|ALTER TABLE event ALTER COLUMN kind TYPE TEXT COLLATE \"POSIX\"",
        "table event|ALTER TABLE event ALTER COLUMN kind DROP NOT NULL",
        "table event|ALTER TABLE event ALTER COLUMN seq DROP IDENTITY",
        "index event_by_kind|DROP INDEX event_by_kind; CREATE INDEX event_by_kind ON event (kind)",
        "table event_by_kind|DROP INDEX event_by_kind; CREATE TABLE event_by_kind (x INTEGER)",
        "lacks its index event_by_id|DROP INDEX event_by_id",
        "lacks its table follower|DROP TABLE follower",
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
    place().execute(FUNCTION, TRIGGER.formatted("event"));

    assertRejected("trigger spy");
  }

  @Contract("SCH-06")
  @Test
  void objects_of_a_host_are_left_alone() throws Exception {
    open();
    place()
        .execute(
            FUNCTION,
            "CREATE TABLE host (x INTEGER CHECK (x > 0), y BIGINT UNIQUE REFERENCES event)",
            TRIGGER.formatted("host"),
            "CREATE RULE host_r AS ON DELETE TO host DO INSTEAD NOTHING",
            "ALTER TABLE host ENABLE ROW LEVEL SECURITY",
            "CREATE TABLE \"Event\" (x TEXT)",
            "CREATE VIEW plans AS SELECT * FROM event WHERE category = 'plan'",
            "CREATE INDEX host_event_by_name ON event (project_name)");

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
