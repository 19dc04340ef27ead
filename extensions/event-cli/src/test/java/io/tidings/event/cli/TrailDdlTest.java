package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventStore;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailDdlTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int ddl(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "trail";
    all[1] = "ddl";
    System.arraycopy(args, 0, all, 2, args.length);
    return Tidings.commandLine(out, err, Terminal.NONE).execute(all);
  }

  @Test
  void printed_statements_create_a_trail_in_a_file() throws SQLException {
    Path file = directory.resolve("trail.db");

    assertThat(ddl("sqlite")).as(err.toString()).isZero();

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : out.toString().split(";\n", -1)) {
        if (!each.isEmpty()) {
          statement.execute(each);
        }
      }
    }
    EventStore.builder(file).migrate(false).open().close();
  }

  @Test
  void statements_of_postgresql_name_the_rights_to_grant() {
    assertThat(ddl("postgresql")).as(err.toString()).isZero();

    assertThat(out.toString())
        .startsWith("-- The schema of a trail of Tidings, version 13\n-- Grant the role")
        .contains("CREATE TABLE trail_event (\n  seq BIGINT GENERATED ALWAYS AS IDENTITY")
        .contains("COMMENT ON TABLE schema_version")
        .contains("CREATE TABLE delivery_consumer")
        .endsWith(";\n");
  }

  @Test
  void earlier_version_is_printed() {
    assertThat(ddl("postgresql", "--schema-version", "12")).isZero();

    assertThat(out.toString()).contains("CREATE TABLE event (").doesNotContain("trail_event");
  }

  @Test
  void wrong_arguments_are_one_line() {
    assertThat(ddl("sqlite", "--schema-version", "14")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("must be 1 to 13, but is 14");
    err.getBuffer().setLength(0);

    assertThat(ddl("oracle")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("sqlite, postgresql");
  }
}
