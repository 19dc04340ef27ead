package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Migration;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign triggers, views, tables and indexes in the file of a trail. */
@Tag("once")
class ForeignObjectsTest extends StoreTest {

  private static final String WRITABLE = "PRAGMA writable_schema = ON";

  private void createTrail(String... statements) throws SQLException {
    EventStore store = open();
    store.append(event());
    store.close();
    Sql.execute(file(), "CREATE TABLE host (x, y)");
    for (String sql : statements) {
      Sql.execute(file(), sql.split("; "));
    }
  }

  private void assertRejected(String... parts) throws IOException {
    byte[] before = Files.readAllBytes(file());
    for (EventStoreBuilder builder : List.of(builder(), builder().readOnly())) {
      assertThatThrownBy(builder::open)
          .satisfies(Refusals.with(Reason.FOREIGN))
          .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
    }
    assertThat(file()).hasBinaryContent(before);
  }

  @Contract("SCH-06")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AFTER INSERT ON trail_event BEGIN DELETE FROM trail_event",
        "BEFORE INSERT ON \"TRAIL_EVENT\" BEGIN SELECT RAISE(IGNORE)",
        "AFTER UPDATE OF kind ON main.[trail_event] BEGIN SELECT 1",
        "AFTER INSERT ON lease BEGIN DELETE FROM lease",
        "AFTER INSERT ON schema_version BEGIN SELECT 1",
        "AFTER INSERT ON extension_version BEGIN SELECT 1",
        "AFTER UPDATE ON follower BEGIN SELECT 1",
        "AFTER INSERT ON removal BEGIN SELECT 1",
      })
  void trigger_on_a_table_of_the_trail_is_rejected(String trigger) throws Exception {
    createTrail();
    Sql.execute(file(), "CREATE TRIGGER spy " + trigger + "; END");

    assertRejected("trigger spy", "DROP TRIGGER");
  }

  @Contract("SCH-06")
  @Test
  void trigger_listed_under_another_table_is_rejected() throws Exception {
    createTrail();
    Sql.execute(file(), "CREATE TRIGGER spy AFTER INSERT ON trail_event BEGIN SELECT 1; END");
    Sql.execute(file(), WRITABLE, "UPDATE sqlite_schema SET tbl_name = 'host' WHERE name = 'spy'");

    assertThatThrownBy(this::open).satisfies(Refusals.with(Reason.CORRUPT));
  }

  @Contract("SCH-06")
  @Test
  void trigger_under_a_name_of_sqlite_is_rejected() throws Exception {
    createTrail();
    Sql.execute(file(), "CREATE TRIGGER spy AFTER INSERT ON trail_event BEGIN SELECT 1; END");
    Sql.execute(
        file(),
        WRITABLE,
        "UPDATE sqlite_schema SET name = 'sqlite_spy', sql = replace(sql, 'spy', 'sqlite_spy')"
            + " WHERE name = 'spy'");

    assertRejected("trigger sqlite_spy");
  }

  @Contract("SCH-06")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trail_event|DROP TABLE trail_event; CREATE VIEW trail_event AS SELECT 1 AS seq",
        "trail_event|ALTER TABLE trail_event RENAME TO old; CREATE VIEW trail_event AS SELECT *"
            + " FROM old",
        "trail_event|ALTER TABLE trail_event ADD COLUMN loud TEXT GENERATED ALWAYS AS"
            + " (upper(details)) VIRTUAL",
        "trail_event|ALTER TABLE trail_event ADD COLUMN more TEXT",
        "trail_event|ALTER TABLE trail_event DROP COLUMN salt",
        "trail_event|ALTER TABLE trail_event RENAME COLUMN span_id TO \"span_id \"",
        "trail_event|DROP TABLE trail_event; CREATE TABLE trail_event (seq INTEGER PRIMARY KEY,"
            + " details TEXT)",
        "trail_event|DROP TABLE trail_event",
        "trail_event|DROP TABLE trail_event; CREATE VIRTUAL TABLE TRAIL_EVENT USING fts5(details)",
        "lease|DROP TABLE lease; CREATE TABLE lease (name TEXT, owner TEXT, expires_at BIGINT)",
        "follower|DROP TABLE follower",
        "trail_name|DROP TABLE trail_name",
        "trail_leaf|DROP TABLE trail_leaf; CREATE TABLE trail_leaf (seq, leaf)",
        "events|DROP VIEW events",
        "events|DROP VIEW events; CREATE VIEW events AS SELECT seq FROM trail_event",
        "events|DROP VIEW events; CREATE TABLE events (seq)",
        "trail_event_by_id|DROP INDEX trail_event_by_id",
        "trail_event_by_id|DROP INDEX trail_event_by_id; CREATE UNIQUE INDEX trail_event_by_id ON"
            + " trail_event (event_id)",
        "trail_event_by_id|DROP INDEX trail_event_by_id;"
            + " CREATE INDEX trail_event_by_id ON trail_event (event_id, project)",
        "trail_event_by_kind|DROP INDEX trail_event_by_kind; CREATE INDEX trail_event_by_kind ON"
            + " host (x)",
        "trail_event_by_kind|DROP INDEX trail_event_by_kind; CREATE TABLE trail_event_by_kind (x)",
        "trail_event_by_kind|DROP INDEX trail_event_by_kind; CREATE VIEW trail_event_by_kind AS"
            + " SELECT 1 AS x",
      })
  void object_under_a_name_of_the_trail_is_rejected(String name, String sql) throws Exception {
    createTrail(sql);

    assertRejected(" " + name);
  }

  @Contract("SCH-06")
  @Test
  void trigger_of_a_host_under_a_name_of_the_trail_is_rejected() throws Exception {
    createTrail();
    Sql.execute(file(), "CREATE TRIGGER trail_event AFTER INSERT ON host BEGIN SELECT 1; END");

    assertRejected("trigger trail_event");
  }

  @Contract("SCH-06")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event_id BLOB NOT NULL|event_id TEXT COLLATE NOCASE NOT NULL",
        "kind BIGINT NOT NULL|kind BIGINT \"NOT\" \"NULL\"",
        "details TEXT NOT NULL|details TEXT NOT NULL CHECK (length(details) < 9)",
        "AUTOINCREMENT|",
      })
  void edited_definition_is_rejected(String from, String to) throws Exception {
    createTrail();
    Sql.execute(
        file(),
        WRITABLE,
        "UPDATE sqlite_schema SET sql = replace(sql, '%s', '%s') WHERE name = 'trail_event'"
            .formatted(from, to == null ? "" : to));

    assertRejected("table trail_event");
  }

  @Contract("SCH-06")
  @Test
  void objects_of_a_host_are_left_alone() throws Exception {
    createTrail(
        "CREATE INDEX host_x ON host (x)",
        "CREATE INDEX host_event_by_name ON trail_event (details)",
        "CREATE VIEW plans AS SELECT * FROM events WHERE category = 'plan'",
        "CREATE VIRTUAL TABLE host_text USING fts5(details)");
    Sql.execute(
        file(),
        "CREATE TRIGGER host_t AFTER INSERT ON host WHEN 1 BEGIN DELETE FROM host_text; END",
        "CREATE TRIGGER plans_t INSTEAD OF INSERT ON plans BEGIN SELECT 1; END",
        "CREATE TABLE eventual (event, lease)",
        "CREATE TRIGGER \"on\" UPDATE OF event ON eventual BEGIN DELETE FROM host; END");
    List<String> before = place().schema();

    EventStore store = open();
    assertThat(store.append(event()).stored()).isEqualTo(1);
    assertThat(store.count(IN_APOLLO)).isEqualTo(2);
    store.close();
    closing(builder().readOnly().open());

    assertThat(place().schema()).isEqualTo(before);
  }

  @Contract("SCH-06")
  @Test
  void definition_may_be_written_another_way() throws Exception {
    createTrail(
        "ALTER TABLE trail_event RENAME TO e2; ALTER TABLE e2 RENAME TO trail_event",
        "ALTER TABLE lease RENAME COLUMN owner TO o; ALTER TABLE lease RENAME COLUMN o TO owner",
        "VACUUM",
        "DROP INDEX trail_event_by_kind",
        "create index IF NOT EXISTS [trail_event_by_kind]on/* x */\"trail_event\"(`kind` --,"
            + "\n, TIMESTAMP )");
    assertThat(place().schema()).anyMatch(sql -> sql.contains("\"trail_event\" ("));

    assertThat(open().append(event()).stored()).isEqualTo(1);
  }

  @Contract("SCH-06")
  @Test
  void trigger_is_rejected_before_a_migration_runs_it() throws Exception {
    List<Migration> steps = Schema.MIGRATIONS.subList(0, 2);
    builder().database(new Migrations(steps, clock));
    Sql.execute(
        file(),
        "CREATE TABLE host (x)",
        "CREATE TRIGGER spy AFTER INSERT ON schema_version BEGIN INSERT INTO host VALUES (1); END");
    List<String> before = place().schema();

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("trigger spy");

    assertThat(place().schema()).isEqualTo(before);
    assertThat(place().texts("SELECT x FROM host")).isEmpty();
  }

  @Contract("SCH-06")
  @Test
  void each_older_version_is_migrated() throws Exception {
    for (int steps = 1; steps < Schema.MIGRATIONS.size(); steps++) {
      List<Migration> older = new ArrayList<>(Schema.MIGRATIONS.subList(0, steps));
      builder().database(new Migrations(older, clock));
      assertThat(open().append(event()).stored()).isEqualTo(1);
      renewPlace();
    }
  }

  @Contract("SCH-06")
  @Test
  void mark_alone_is_not_a_trail() throws Exception {
    int newest = Schema.MIGRATIONS.get(Schema.MIGRATIONS.size() - 1).version();
    Sql.execute(
        file(),
        "PRAGMA application_id = " + 0x54494447,
        "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, migrated_at BIGINT"
            + " NOT NULL)",
        "INSERT INTO schema_version VALUES (" + newest + ", 0)");

    assertRejected("lacks");
  }

  @Contract("SCH-02")
  @ParameterizedTest
  @ValueSource(strings = {"'eleven'", "11.5", "x'0b'", "9e99", "''"})
  void version_that_is_no_integer_is_rejected(String version) throws Exception {
    createTrail(
        "DROP TABLE schema_version",
        "CREATE TABLE schema_version (version, migrated_at)",
        "INSERT INTO schema_version VALUES (1, 0), (" + version + ", 0)");

    assertRejected("schema version");
  }
}
