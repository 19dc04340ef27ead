package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.ConversionSettings;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The migration of a trail of version 12. */
@Tag("once")
class MigrationTest extends EveryDatabaseTest {

  private static final int EVENTS = 300;

  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void fill() throws SQLException {
    TrailOfVersion12.create(place());
    TrailOfVersion12.append(place(), EVENTS, new Random(1));
  }

  private Migrations migrations() {
    return new Migrations(Schema.MIGRATIONS, clock);
  }

  private void migrate() {
    builder()
        .migrating((step, done, total) -> steps.add(step + " " + done + "/" + total))
        .database(migrations());
  }

  /** Migrates until a step, at which the listener fails. */
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
                    .database(migrations()))
        .hasMessage("interrupted");
  }

  private List<List<String>> before() throws SQLException {
    return TrailOfVersion12.rows(place(), "event");
  }

  private List<List<String>> after() throws SQLException {
    return TrailOfVersion12.rows(place(), "events");
  }

  private void assertUnchanged(List<List<String>> before) throws SQLException {
    assertThat(before()).isEqualTo(before);
    assertThat(place().texts("SELECT max(version) FROM schema_version")).containsExactly("12");
  }

  private String greatestNumber(String table) throws SQLException {
    return place()
        .texts(
            backend() == Backend.SQLITE
                ? "SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'"
                : "SELECT last_value FROM " + table + "_seq_seq")
        .get(0);
  }

  @Contract("MIG-01")
  @Test
  void events_keep_their_columns_and_positions() throws SQLException {
    place().execute("DELETE FROM event WHERE seq > 290 OR seq % 7 = 0");
    List<List<String>> before = before();

    migrate();

    assertThat(after()).isEqualTo(before);
    assertThat(greatestNumber("trail_event")).isEqualTo("" + EVENTS);
    assertThat(place().texts("SELECT max(version) FROM schema_version")).containsExactly("13");
    assertThat(steps)
        .startsWith("copying 0/249", "copying 249/249")
        .contains("indexing 0/10", "indexing 10/10", "comparing 249/249")
        .endsWith("finishing 2/3", "finishing 3/3");
  }

  @Contract("MIG-01")
  @Test
  void small_trail_is_migrated_by_any_writer() throws SQLException {
    List<List<String>> before = before();

    builder().database(migrations());
    builder().database(migrations());

    assertThat(after()).isEqualTo(before);
  }

  @Contract("MIG-01")
  @Test
  void arrivals_cover_each_event_by_its_time() throws SQLException {
    migrate();

    assertThat(
            place()
                .texts(
                    "SELECT seq FROM trail_event e WHERE (SELECT count(*) FROM trail_arrival a"
                        + " WHERE a.scope = e.scope AND a.received_at = e.received_at"
                        + " AND e.seq BETWEEN a.first_seq AND a.last_seq) <> 1"))
        .isEmpty();
    assertThat(
            place()
                .texts(
                    "SELECT first_seq FROM trail_arrival a WHERE NOT EXISTS (SELECT 1 FROM"
                        + " trail_event e WHERE e.seq = a.first_seq AND e.scope = a.scope)"))
        .isEmpty();
  }

  @Contract("MIG-01")
  @Test
  void positions_leases_and_removals_keep_their_rows() throws SQLException {
    place()
        .execute(
            "INSERT INTO follower (name, seq, acknowledged) VALUES ('mailer', 17, 2)",
            "INSERT INTO lease (name, owner, expires_at) VALUES ('follower mailer', 'o', 99)",
            "INSERT INTO removal (project_id, seq, number) VALUES ('project-1', 9, 3)",
            "INSERT INTO extension_version (name, version, migrated_at) VALUES ('acme', 4, 5)");

    migrate();

    assertThat(place().texts("SELECT name || seq || acknowledged FROM follower"))
        .containsExactly("mailer172");
    assertThat(place().texts("SELECT name || owner || expires_at FROM lease"))
        .containsExactly("follower mailero99");
    assertThat(place().texts("SELECT project_id || seq || number FROM removal"))
        .containsExactly("project-193");
    assertThat(place().texts("SELECT name || version || migrated_at FROM extension_version"))
        .containsExactly("acme45");
  }

  @Contract("MIG-01")
  @Test
  void tables_of_a_host_are_carried_over() throws SQLException {
    place()
        .execute(
            "CREATE TABLE acme (id BIGINT PRIMARY KEY, text TEXT)",
            "CREATE INDEX acme_by_text ON acme (text)",
            "INSERT INTO acme VALUES (3, 'x'), (5, NULL)",
            "CREATE VIEW acme_texts AS SELECT text FROM acme");
    List<String> schema = place().schema();

    migrate();

    assertThat(place().texts("SELECT id || coalesce(text, '-') FROM acme ORDER BY id"))
        .containsExactly("3x", "5-");
    assertThat(place().texts("SELECT text FROM acme_texts WHERE text IS NOT NULL"))
        .containsExactly("x");
    assertThat(place().schema())
        .containsAll(schema.stream().filter(line -> line.contains("acme")).toList());
  }

  @Contract("MIG-02")
  @Test
  void interrupted_migration_continues() throws SQLException {
    List<List<String>> before = before();
    for (String step :
        List.of(
            "copying 0",
            "copying 300",
            "indexing 0",
            "indexing 5",
            "comparing 300",
            "finishing 0",
            "finishing 1")) {
      interrupt(step);
      assertUnchanged(before);
    }

    migrate();

    assertThat(after()).isEqualTo(before);
    assertThat(steps).startsWith("copying 300/300");
  }

  @Contract("MIG-02")
  @Test
  void changes_between_attempts_are_part_of_the_result() throws SQLException {
    interrupt("indexing 3");
    place().execute("DELETE FROM event WHERE seq < 50 OR seq = 200 OR seq >= 299");
    TrailOfVersion12.append(place(), 20, new Random(2));
    place().execute("INSERT INTO follower (name, seq, acknowledged) VALUES ('mailer', 17, 2)");
    List<List<String>> before = before();

    migrate();

    assertThat(after()).isEqualTo(before);
    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("17");
    assertThat(greatestNumber("trail_event")).isEqualTo("320");
  }

  @Contract("MIG-02")
  @Test
  void copy_of_other_events_is_discarded() throws SQLException {
    interrupt("indexing 3");
    place().execute("UPDATE event SET project_name = 'other' WHERE seq = 200");
    List<List<String>> before = before();

    migrate();

    assertThat(after()).isEqualTo(before);
    assertThat(steps).contains("copying 0/300");
  }

  @Contract("MIG-01")
  @Test
  void damaged_id_ends_the_migration() throws SQLException {
    place().execute("UPDATE event SET causation_id = '\u00e4' WHERE seq = 7");
    List<List<String>> before = before();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(this::migrate)
          .satisfies(Refusals.with(Reason.CORRUPT))
          .hasMessageContaining("ill-formed causation_id in its event 7");
      assertUnchanged(before);
    }
  }

  @Contract("MIG-01")
  @Test
  void name_of_the_new_schema_must_be_free() throws SQLException {
    place().execute("CREATE TABLE events (id BIGINT)");

    assertThatThrownBy(this::migrate)
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("events, whose name the next version of the trail uses; rename it");

    place().execute("DROP TABLE events");
    migrate();
  }

  @Contract("MIG-03")
  @Test
  void read_only_store_rejects_an_earlier_trail() throws SQLException {
    List<List<String>> before = before();

    assertThatThrownBy(() -> builder().readOnly().database(migrations()))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("version 12, older than 13")
        .hasMessageContaining("tidings trail migrate");
    assertUnchanged(before);
  }

  @Contract("MIG-03")
  @Test
  void large_trail_requires_the_command() throws SQLException {
    List<List<String>> before = before();
    assertThat(ConversionSettings.SMALL).isEqualTo(100_000);

    assertThatThrownBy(() -> builder().migratingAtMost(EVENTS - 1).database(migrations()))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("300 events")
        .hasMessageContaining("'tidings trail migrate'")
        .hasMessageContaining("EventStoreBuilder.migrating");
    assertUnchanged(before);

    builder().migratingAtMost(EVENTS).database(migrations());
    assertThat(after()).isEqualTo(before);
  }

  @Contract("MIG-03")
  @Test
  void trail_in_use_is_not_migrated() throws SQLException {
    try (Connection other = place().connect()) {
      other.setAutoCommit(false);
      Sql.execute(other, "DELETE FROM event WHERE seq = 1");

      assertThatThrownBy(
              () ->
                  builder()
                      .busyTimeout(java.time.Duration.ofMillis(50))
                      .migrating((step, done, total) -> {})
                      .database(migrations()))
          .satisfies(Refusals.with(Reason.BUSY))
          .hasMessageContaining("cannot be migrated while");
      other.rollback();
    }
    migrate();
  }

  @Contract("MIG-03")
  @Test
  void several_openers_migrate_once() throws SQLException {
    List<List<String>> before = before();

    List<CompletableFuture<Void>> openers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      openers.add(
          CompletableFuture.runAsync(() -> place().builder().clock(clock).database(migrations())));
    }
    openers.forEach(CompletableFuture::join);

    assertThat(after()).isEqualTo(before);
  }
}
