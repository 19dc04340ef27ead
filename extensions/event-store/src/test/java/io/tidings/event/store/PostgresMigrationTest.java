package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The migration of a trail of version 12 in a PostgreSQL schema. */
@Tag("once")
class PostgresMigrationTest extends StoreTest {

  private static final String READER = "migration_reader";

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  @BeforeEach
  void fill() throws SQLException {
    TrailOfVersion12.create(place());
    TrailOfVersion12.append(place(), 100, new Random(1));
    place().execute("DROP ROLE IF EXISTS " + READER, "CREATE ROLE " + READER + " LOGIN");
  }

  @AfterEach
  void dropRole() throws SQLException {
    place().execute("DROP OWNED BY " + READER, "DROP ROLE " + READER);
  }

  private void migrate(EventStoreBuilder builder) {
    builder
        .clock(clock)
        .migrating((step, done, total) -> {})
        .database(new Migrations(Schema.MIGRATIONS, clock));
  }

  private EventStoreBuilder asReader() {
    PGSimpleDataSource source =
        PostgresServer.shared().connections(((PostgresPlace) place()).quotedName());
    source.setUser(READER);
    return EventStore.builder(source);
  }

  private void grantUsage() throws SQLException {
    place()
        .execute(
            "GRANT USAGE ON SCHEMA " + ((PostgresPlace) place()).quotedName() + " TO " + READER);
  }

  @Contract("MIG-05")
  @Test
  void role_without_rights_is_rejected() throws SQLException {
    grantUsage();
    place()
        .execute(
            "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA %s TO %s"
                .formatted(((PostgresPlace) place()).quotedName(), READER));
    List<List<String>> before = TrailOfVersion12.rows(place(), "event");

    assertThatThrownBy(() -> migrate(asReader()))
        .satisfies(Refusals.with(Reason.READ_ONLY))
        .hasMessageContaining("only the owner of its tables can migrate");
    assertThat(TrailOfVersion12.rows(place(), "event")).isEqualTo(before);
  }

  @Contract("MIG-05")
  @Test
  void privileges_apply_to_the_new_tables() throws SQLException {
    grantUsage();
    place().execute("GRANT SELECT ON event, schema_version TO " + READER);

    migrate(builder());

    try (var connection = asReaderConnection()) {
      assertThat(Sql.texts(connection, "SELECT count(*) FROM events", 1)).containsExactly("100");
      assertThatThrownBy(() -> Sql.execute(connection, "DELETE FROM trail_event"))
          .hasMessageContaining("permission denied");
    }
  }

  private java.sql.Connection asReaderConnection() throws SQLException {
    PGSimpleDataSource source =
        PostgresServer.shared().connections(((PostgresPlace) place()).quotedName());
    source.setUser(READER);
    return source.getConnection();
  }

  @Contract("MIG-05")
  @Test
  void owner_of_the_tables_stays() throws SQLException {
    place().execute("ALTER TABLE event OWNER TO " + READER);

    migrate(builder());

    assertThat(
            place()
                .texts(
                    "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relname IN"
                        + " ('trail_event', 'events', 'trail_name') AND relnamespace ="
                        + " (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"))
        .containsExactly(READER);
  }

  @Contract("MIG-05")
  @Test
  void objects_that_depend_on_the_table_are_named() throws SQLException {
    place().execute("CREATE VIEW acme AS SELECT seq FROM event");

    assertThatThrownBy(() -> migrate(builder()))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("other objects depend on its table event");

    place().execute("DROP VIEW acme");
    migrate(builder());
    assertThat(place().texts("SELECT count(*) FROM events")).containsExactly("100");
  }
}
