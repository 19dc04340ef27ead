package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The migration of a file of version 12 into a new file. */
@Tag("once")
@MemoryDirectory.OnDisk
class FileMigrationTest extends StoreTest {

  private static final int EVENTS = 200;

  @BeforeEach
  void fill() throws SQLException {
    TrailOfVersion12.create(place());
    TrailOfVersion12.append(place(), EVENTS, new Random(1));
  }

  private void migrate(EventStoreBuilder builder) {
    builder
        .clock(clock)
        .migrating((step, done, total) -> {})
        .database(new Migrations(Schema.MIGRATIONS, clock));
  }

  private void migrate() {
    migrate(builder());
  }

  private void interrupt(String step) {
    assertThatThrownBy(
            () ->
                builder()
                    .migrating(
                        (name, done, total) -> {
                          if ((name + " " + done).equals(step)) {
                            throw new IllegalStateException("interrupted");
                          }
                        })
                    .database(new Migrations(Schema.MIGRATIONS, clock)))
        .hasMessage("interrupted");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private List<List<String>> before() throws SQLException {
    return TrailOfVersion12.rows(place(), "event");
  }

  private List<List<String>> after() throws SQLException {
    return TrailOfVersion12.rows(place(), "events");
  }

  @Contract("MIG-04")
  @Test
  void new_file_replaces_the_earlier_one() throws Exception {
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    long size = Files.size(file());
    Object key = Files.getAttribute(file(), "unix:ino");

    migrate();

    assertThat(files()).containsExactly("trail.db");
    assertThat(Files.getAttribute(file(), "unix:ino")).isNotEqualTo(key);
    assertThat(Files.size(file())).isLessThan(size);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r-----");
    assertThat(place().texts("PRAGMA journal_mode")).containsExactly("wal");
    assertThat(place().texts("PRAGMA auto_vacuum")).containsExactly("2");
    assertThat(place().texts("PRAGMA integrity_check")).containsExactly("ok");
  }

  @Contract("MIG-04")
  @Test
  void owner_of_the_file_stays() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can change the owner");
    Files.setAttribute(file(), "unix:uid", 65_534);
    Files.setAttribute(file(), "unix:gid", 65_534);

    migrate();

    assertThat(Files.getAttribute(file(), "unix:uid")).isEqualTo(65_534);
    assertThat(Files.getAttribute(file(), "unix:gid")).isEqualTo(65_534);
  }

  @Contract("MIG-04")
  @Test
  void interrupted_migration_leaves_an_owner_only_file() throws Exception {
    byte[] before = Files.readAllBytes(file());

    interrupt("comparing 200");

    assertThat(files()).containsExactly("trail.db", "trail.db.migrating");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("trail.db.migrating"))))
        .isEqualTo("rw-------");
    migrate();
    assertThat(files()).containsExactly("trail.db");
  }

  @Contract("MIG-04")
  @Test
  void complete_copy_that_was_not_put_in_place_is_made_again() throws Exception {
    interrupt("finishing 2");
    place().execute("DELETE FROM event WHERE seq = 9");
    List<List<String>> before = before();

    migrate();

    assertThat(after()).isEqualTo(before);
    assertThat(files()).containsExactly("trail.db");
  }

  @Contract("MIG-04")
  @Test
  void file_that_holds_no_copy_is_made_again() throws Exception {
    Files.writeString(directory.resolve("trail.db.migrating"), "");
    Files.writeString(directory.resolve("trail.db.migrating-wal"), "x");
    List<List<String>> before = before();

    migrate();

    assertThat(after()).isEqualTo(before);
  }

  @Contract("MIG-02")
  @Test
  void without_space_the_file_is_unchanged() throws Exception {
    TrailOfVersion12.append(place(), 8_000, new Random(2));
    List<List<String>> before = before();

    assertThatThrownBy(() -> migrate(builder().maxBytes(1 << 20)))
        .satisfies(Refusals.with(Reason.FULL))
        .hasMessageStartingWith("cannot migrate the trail")
        .hasMessageContaining("make room");
    assertThat(before()).isEqualTo(before);

    migrate();
    assertThat(after()).isEqualTo(before);
  }

  @Contract("MIG-03")
  @Test
  void open_connection_of_another_keeps_the_file_as_it_is() throws Exception {
    try (Connection other = Sql.connect(file())) {
      Sql.texts(other, "SELECT count(*) FROM event", 1);

      assertThatThrownBy(() -> migrate(builder().busyTimeout(Duration.ZERO)))
          .satisfies(Refusals.with(Reason.BUSY))
          .hasMessageContaining("close those and open it again");
    }
    assertThat(files()).containsExactly("trail.db");
    migrate();
  }

  @Contract("MIG-04")
  @Test
  void events_in_the_log_are_migrated() throws Exception {
    Path copy = directory.resolve("copy.db");
    try (Connection other = Sql.connect(file())) {
      Sql.execute(other, "PRAGMA wal_autocheckpoint = 0", "DELETE FROM event WHERE seq = 3");
      Files.copy(file(), copy);
      Files.copy(Path.of(file() + "-wal"), Path.of(copy + "-wal"));
    }

    migrate(EventStore.builder(copy));

    assertThat(Sql.texts(copy, "SELECT count(*) FROM events")).containsExactly("199");
  }

  @Contract("MIG-04")
  @Test
  void target_of_a_link_is_migrated() throws Exception {
    Path link = Files.createDirectory(directory.resolve("links")).resolve("link.db");
    Files.createSymbolicLink(link, file());

    migrate(EventStore.builder(link));

    assertThat(link).isSymbolicLink();
    assertThat(files()).containsExactly("links", "trail.db");
    assertThat(after()).hasSize(EVENTS);
  }

  @Contract("MIG-04")
  @Test
  void file_with_the_longest_name_is_migrated() throws Exception {
    Path longest = directory.resolve("x".repeat(251));
    Files.move(file(), longest);

    migrate(EventStore.builder(longest));

    assertThat(files()).containsExactly("x".repeat(251));
    assertThat(Sql.texts(longest, "SELECT count(*) FROM events")).containsExactly("200");
    Files.move(longest, file());
  }

  @Contract("MIG-01")
  @Test
  void trail_of_version_11_is_migrated() throws Exception {
    Files.delete(file());
    EarlierTrail.copyTo(file());
    List<String> meters = place().texts("SELECT id || used FROM meter ORDER BY id");
    List<String> errors = place().texts("SELECT * FROM error_events ORDER BY 1");

    migrate();

    assertThat(place().texts("SELECT count(*) FROM events"))
        .containsExactly(String.valueOf(EarlierTrail.EVENTS));
    assertThat(place().texts("SELECT id || used FROM meter ORDER BY id")).isEqualTo(meters);
    assertThat(place().texts("SELECT * FROM error_events ORDER BY 1")).isEqualTo(errors);
    assertThat(place().texts("SELECT version FROM schema_version ORDER BY version"))
        .isEqualTo(Schema.MIGRATIONS.stream().map(step -> "" + step.version()).toList());
  }

  @Contract("MIG-01")
  @Test
  void objects_of_any_kind_are_carried_over() throws Exception {
    place()
        .execute(
            "PRAGMA user_version = 77",
            "CREATE TABLE \"a \"\"b\" (\"x y\" INTEGER, twice AS (\"x y\" * 2), t TEXT)",
            "INSERT INTO \"a \"\"b\" (rowid, \"x y\", t) VALUES (7, 1, 'one'), (99, 2.5,"
                + " CAST(x'ff00fe' AS TEXT)), (100, 'text', x'0102')",
            "CREATE TABLE pairs (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID",
            "INSERT INTO pairs VALUES (1, 'x'), (2, NULL || 'y')".replace("NULL || ", ""),
            "CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, rowid_ TEXT)",
            "INSERT INTO numbered VALUES (41, 'gone')",
            "DELETE FROM numbered",
            "CREATE UNIQUE INDEX pairs_by_b ON pairs (b DESC) WHERE a > 0",
            "CREATE VIRTUAL TABLE docs USING fts5(body)",
            "INSERT INTO docs (rowid, body) VALUES (5, 'hello world')",
            "CREATE VIEW both AS SELECT a FROM pairs UNION ALL SELECT id FROM numbered",
            "CREATE TRIGGER no_pairs BEFORE DELETE ON pairs BEGIN SELECT RAISE(ABORT, 'no'); END",
            "CREATE TRIGGER counting AFTER INSERT ON numbered"
                + " BEGIN INSERT INTO pairs VALUES (NEW.id, 'n'); END",
            "ANALYZE pairs");
    String rows =
        "SELECT rowid || typeof(\"x y\") || \"x y\" || coalesce(twice, '-') || typeof(t)"
            + " || hex(t) FROM \"a \"\"b\" ORDER BY rowid";
    List<String> before = place().texts(rows);
    List<String> definitions =
        place()
            .texts(
                "SELECT type || name || tbl_name || sql FROM sqlite_schema WHERE sql IS NOT NULL"
                    + " AND tbl_name NOT IN ('event', 'sqlite_sequence', 'sqlite_stat1')"
                    + " AND tbl_name NOT IN ('follower', 'removal')");
    List<String> statistics =
        place().texts("SELECT tbl || idx || stat FROM sqlite_stat1 WHERE tbl = 'pairs'");

    migrate();

    assertThat(place().texts(rows)).isEqualTo(before).hasSize(3);
    assertThat(place().texts("SELECT type || name || tbl_name || sql FROM sqlite_schema"))
        .containsAll(definitions);
    assertThat(place().texts("SELECT rowid FROM docs WHERE docs MATCH 'world'"))
        .containsExactly("5");
    assertThat(place().texts("SELECT seq FROM sqlite_sequence WHERE name = 'numbered'"))
        .containsExactly("41");
    assertThat(place().texts("SELECT count(*) FROM pairs")).containsExactly("2");
    assertThat(place().texts("SELECT tbl || idx || stat FROM sqlite_stat1 WHERE tbl = 'pairs'"))
        .isEqualTo(statistics)
        .isNotEmpty();
    assertThat(place().texts("PRAGMA user_version")).containsExactly("77");
    assertThat(place().texts("PRAGMA integrity_check")).containsExactly("ok");
    assertThatThrownBy(() -> place().execute("DELETE FROM pairs")).hasMessageContaining("no");
  }
}
