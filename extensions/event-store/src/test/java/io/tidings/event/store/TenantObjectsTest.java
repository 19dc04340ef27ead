package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.testkit.contract.Contract;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Foreign objects on and under the names of a tenant's tables. */
class TenantObjectsTest extends EveryDatabaseTest {

  private static final StoreTables.Step FIRST =
      new StoreTables.Step(
          1,
          List.of(
              """
              CREATE TABLE acme_mail (
                id {seq}, address {text} NOT NULL, sent BOOLEAN NOT NULL, UNIQUE (address))\
              """,
              "INSERT INTO acme_mail (address, sent) SELECT event_id, false FROM events",
              "CREATE INDEX acme_mail_by_address ON acme_mail (address)"));
  private static final StoreTables MAIL = new StoreTables("acme_mail", List.of(FIRST));
  private static final StoreTables LATER =
      new StoreTables(
          "acme_mail",
          List.of(
              FIRST,
              new StoreTables.Step(2, List.of("ALTER TABLE acme_mail ADD COLUMN name {text}"))));
  private static final StoreTables ADOPTED =
      new StoreTables(
          "acme_box",
          List.of(
              new StoreTables.Step(
                  1,
                  List.of(
                      "CREATE TABLE IF NOT EXISTS acme_box (address {text} NOT NULL)",
                      "CREATE INDEX IF NOT EXISTS acme_box_by ON acme_box (address)"))),
          Map.of("acme_box", List.of("address")));

  private void createTrigger(String table) throws SQLException {
    if (backend() == Backend.SQLITE) {
      place().execute("CREATE TRIGGER spy AFTER INSERT ON " + table + " BEGIN SELECT 1; END");
    } else {
      place()
          .execute(
              "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
              "CREATE TRIGGER spy BEFORE INSERT ON "
                  + table
                  + " FOR EACH ROW EXECUTE FUNCTION spy()");
    }
  }

  private void assertRejected(StoreTables tables, String part) throws SQLException {
    List<String> versions = versions();
    assertThatThrownBy(() -> open().database().prepare(tables))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining(part);
    assertThat(versions()).isEqualTo(versions);
  }

  private List<String> versions() throws SQLException {
    return place().texts("SELECT name || version FROM extension_version ORDER BY 1");
  }

  @Contract("SCH-06")
  @Test
  void trigger_on_a_prepared_table_is_rejected() throws SQLException {
    open().database().prepare(MAIL);
    createTrigger("acme_mail");

    assertRejected(MAIL, "trigger spy");
    assertRejected(LATER, "trigger spy");
    open().append(event());
  }

  @Contract("SCH-06")
  @Test
  void trigger_on_an_adopted_table_is_rejected() throws SQLException {
    EventStore store = open();
    place().execute("CREATE TABLE acme_box (address TEXT NOT NULL)");
    store.database().prepare(ADOPTED);
    store.database().prepare(ADOPTED);
    createTrigger("acme_box");

    assertRejected(ADOPTED, "trigger spy");
  }

  @Contract("SCH-06")
  @Test
  void view_is_not_adopted() throws SQLException {
    open();
    place().execute("CREATE VIEW acme_box AS SELECT 'x' AS address");

    assertThatThrownBy(() -> open().database().prepare(ADOPTED))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("acme_box");
    assertThat(versions()).isEmpty();
  }

  @Contract("SCH-06")
  @Test
  void table_replaced_by_a_view_is_rejected() throws SQLException {
    open().database().prepare(MAIL);
    place()
        .execute("DROP TABLE acme_mail", "CREATE VIEW acme_mail AS SELECT 1 AS id, 'x' AS address");

    assertRejected(MAIL, "view acme_mail");
  }

  @Contract("SCH-06")
  @Test
  void migrated_and_adopted_tables_are_accepted_again() throws SQLException {
    EventStore store = open();
    store.append(event());
    store.database().prepare(MAIL);
    store.database().prepare(LATER);
    place().execute("CREATE TABLE acme_box (address VARCHAR(9) CHECK (address <> ''))");
    store.database().prepare(ADOPTED);

    EventStore again = open();
    again.database().prepare(LATER);
    again.database().prepare(ADOPTED);

    assertThat(versions()).containsExactly("acme_box1", "acme_mail1", "acme_mail2");
  }
}
