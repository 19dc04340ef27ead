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

/** Adoption of existing tables by the first step of a tenant's schema. */
class AdoptionTest extends EveryDatabaseTest {

  private static final StoreTables MAIL =
      new StoreTables(
          "acme_mail",
          List.of(
              new StoreTables.Step(
                  1,
                  List.of(
                      "CREATE TABLE IF NOT EXISTS acme_mail"
                          + " (address {text} NOT NULL, sent_at BIGINT)",
                      "CREATE INDEX IF NOT EXISTS acme_mail_by_time ON acme_mail (sent_at)"))),
          Map.of("acme_mail", List.of("address", "sent_at")));

  private List<String> versions() throws SQLException {
    return place().texts("SELECT name || ' ' || version FROM extension_version");
  }

  @Contract("SCH-05")
  @Test
  void absent_table_is_created() throws SQLException {
    EventStore store = open();
    assertThat(store.database().hasTable("acme_mail")).isFalse();

    store.database().prepare(MAIL);
    store.database().prepare(MAIL);

    assertThat(store.database().hasTable("acme_mail")).isTrue();
    assertThat(store.database().hasTable("acmexmail")).isFalse();
    assertThat(versions()).containsExactly("acme_mail 1");
  }

  @Contract("SCH-05")
  @Test
  void equal_table_is_adopted_with_its_rows() throws SQLException {
    EventStore store = open();
    place()
        .execute(
            "CREATE TABLE acme_mail (sent_at BIGINT, address TEXT NOT NULL)",
            "INSERT INTO acme_mail (sent_at, address) VALUES (1, 'a@b')");

    store.database().prepare(MAIL);

    assertThat(place().texts("SELECT address FROM acme_mail")).containsExactly("a@b");
    assertThat(place().schema()).anyMatch(line -> line.contains("acme_mail_by_time"));
    assertThat(versions()).containsExactly("acme_mail 1");
  }

  @Contract("SCH-05")
  @Test
  void table_with_a_missing_column_is_rejected() throws SQLException {
    EventStore store = open();
    place().execute("CREATE TABLE acme_mail (address TEXT NOT NULL)");

    assertThatThrownBy(() -> store.database().prepare(MAIL))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("table acme_mail")
        .hasMessageContaining("lacks the column sent_at");
    assertThat(versions()).isEmpty();
  }

  @Contract("SCH-05")
  @Test
  void table_with_an_unknown_column_is_rejected() throws SQLException {
    EventStore store = open();
    place().execute("CREATE TABLE acme_mail (address TEXT, sent_at BIGINT, colour TEXT)");

    assertThatThrownBy(() -> store.database().prepare(MAIL))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("table acme_mail")
        .hasMessageContaining("unknown column colour");
    assertThat(versions()).isEmpty();
    store.append(event());
  }
}
