package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Migration;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Trails whose schema a store may not change, and the statements that create it. */
@Tag("once")
class SchemaRightsTest extends EveryDatabaseTest {

  private static final int NEWEST = EventStoreBuilder.SCHEMA_VERSION;
  private static final StoreTables TABLES =
      new StoreTables(
          "acme", List.of(new StoreTables.Step(1, List.of("CREATE TABLE acme (x BIGINT)"))));

  private boolean isPostgres() {
    return backend() == Backend.POSTGRES;
  }

  @Contract("SCH-08")
  @Test
  void missing_trail_is_rejected_with_the_command() {
    assertThatThrownBy(builder().migrate(false)::open)
        .satisfies(Refusals.with(Reason.NOT_FOUND))
        .hasMessageContaining("bin/tidings trail ddl");
    assertThat(file()).doesNotExist();
    assertThatThrownBy(builder().readOnly()::open).satisfies(Refusals.with(Reason.NOT_FOUND));
  }

  @Contract("SCH-08")
  @Test
  void older_trail_is_rejected_and_left_as_it_is() throws SQLException {
    List<Migration> steps =
        Schema.MIGRATIONS.stream().filter(step -> step.version() < NEWEST).toList();
    builder().database(new Migrations(steps, clock));
    List<String> before = place().schema();

    assertThatThrownBy(builder().migrate(false)::open)
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("version 12, older than 13")
        .hasMessageContaining("bin/tidings trail ddl")
        .hasMessageContaining("tidings trail migrate");
    assertThat(place().schema()).isEqualTo(before);
  }

  @Contract("SCH-08")
  @Test
  void tables_of_an_extension_are_not_created() throws SQLException {
    open().close();
    List<String> before = place().schema();
    EventStore trail = closing(builder().migrate(false).open());

    assertThatThrownBy(() -> trail.database().prepare(TABLES))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("lacks tables of acme");
    assertThat(place().schema()).isEqualTo(before);

    builder().open().database().prepare(TABLES);
    trail.database().prepare(TABLES);
  }

  @Contract("SCH-09")
  @Test
  void statements_create_the_schema_that_a_store_creates() throws Exception {
    List<String> expected = schemaOfStore();
    renewPlace();
    create(NEWEST);

    EventStore trail = closing(builder().migrate(false).open());
    trail.append(event());
    assertThat(trail.count(IN_APOLLO)).isEqualTo(1);
    assertThat(schema())
        .containsAll(expected)
        .filteredOn(line -> !expected.contains(line))
        .allMatch(line -> line.contains("delivery_"));
  }

  private List<String> schemaOfStore() throws SQLException {
    open().close();
    return schema();
  }

  /** Returns the schema without its name. */
  private List<String> schema() throws SQLException {
    String name = place() instanceof PostgresPlace schema ? schema.quotedName() + "." : "";
    return place().schema().stream().map(line -> line.replace(name, "")).toList();
  }

  @Contract("SCH-09")
  @Test
  void statements_of_an_earlier_version_create_that() throws SQLException {
    create(NEWEST - 1);

    assertThatThrownBy(builder().migrate(false)::open)
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA));
    open().append(event());
    assertThat(place().texts("SELECT max(version) FROM schema_version"))
        .containsExactly(String.valueOf(NEWEST));
  }

  @Contract("SCH-09")
  @Test
  void unknown_version_is_rejected() {
    for (int version : new int[] {0, NEWEST + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().ddl(version))
          .withMessage("version must be 1 to %s, but is %s", NEWEST, version);
    }
  }

  @Contract({"SCH-08", "SCH-09"})
  @Test
  void role_without_rights_to_create_works_after_an_administrator() throws Exception {
    if (!isPostgres()) {
      return;
    }
    PostgresPlace schema = (PostgresPlace) place();
    create(NEWEST);
    String role = "\"writer of " + schema.name().replace("\"", "") + '"';
    place()
        .execute(
            "CREATE ROLE " + role + " LOGIN",
            "GRANT USAGE ON SCHEMA %s TO %s".formatted(schema.quotedName(), role),
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO %s"
                .formatted(schema.quotedName(), role),
            "GRANT SELECT ON ALL SEQUENCES IN SCHEMA %s TO %s"
                .formatted(schema.quotedName(), role));
    try (EventStore trail = EventStore.builder(as(role, schema)).migrate(false).open()) {
      trail.append(List.of(event(), event(EventType.PLAN_CREATED).sessionId("s").build()));
      assertThat(trail.list(IN_APOLLO.window(Window.latest(5)))).hasSize(2);
      assertThat(trail.list(EventQuery.platform().cursor(Cursor.start()))).hasSize(2);
      assertThatThrownBy(() -> trail.database().prepare(TABLES))
          .satisfies(Refusals.with(Reason.OLDER_SCHEMA));
      Retention.Plan all = new Retention.Plan("all", Duration.ZERO, null);
      clock.advance(Duration.ofDays(1));
      assertThat(new Retention(trail).run(List.of(all)).removed()).containsEntry("all", 2L);
    } finally {
      place().execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }
  }

  private static PGSimpleDataSource as(String role, PostgresPlace schema) {
    PGSimpleDataSource source = PostgresServer.shared().connections(schema.quotedName());
    source.setUser(role.replace("\"", ""));
    return source;
  }

  private void create(int version) throws SQLException {
    try (Connection connection =
        place() instanceof SqlitePlace sqlite
            ? DriverManager.getConnection("jdbc:sqlite:" + sqlite.file())
            : place().connect()) {
      Sql.execute(connection, builder().ddl(version).toArray(String[]::new));
    }
  }
}
