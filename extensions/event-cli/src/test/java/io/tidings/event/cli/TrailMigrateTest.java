package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EarlierTrail;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailMigrateTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return directory.resolve("trail.db");
  }

  private int run(Terminal terminal, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Tidings.commandLine(out, err, terminal).execute(args);
  }

  private int migrate(Terminal terminal) {
    return run(terminal, "trail", "migrate", file().toString());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void earlier_trail_is_migrated_with_progress() throws IOException {
    EarlierTrail.copyTo(file());

    assertThat(migrate(Terminal.NONE.withErrors(true))).as(err.toString()).isZero();

    assertThat(out.toString()).isEqualTo("migrated\n");
    assertThat(err.toString())
        .contains("\r\033[Kcopying: 0 of 143 (0 %)", "finishing: ")
        .endsWith("\r\033[K");
    assertThat(directory.toFile().list()).containsExactly("trail.db");
    assertThat(run(Terminal.NONE, "audit", "stats", file().toString())).isZero();
  }

  @Test
  void current_trail_is_left_as_it_is() {
    EventStore.open(file()).close();

    assertThat(migrate(new Terminal(true, false))).isZero();

    assertThat(out.toString()).startsWith("nothing to migrate");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void failures_are_one_line() throws IOException, SQLException {
    assertThat(migrate(Terminal.NONE)).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("does not exist");
    assertThat(file()).doesNotExist();

    EarlierTrail.copyTo(file());
    execute("CREATE TABLE events (id INTEGER)");
    assertThat(migrate(Terminal.NONE)).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("has a table events", "rename it");
  }

  @Test
  void reading_command_names_the_remedy() throws IOException {
    EarlierTrail.copyTo(file());

    assertThat(run(Terminal.NONE, "audit", "query", file().toString())).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("'tidings trail migrate'");
  }

  @Test
  void help_names_duration_space_and_interruption() {
    assertThat(run(Terminal.NONE, "trail", "migrate", "--help")).isZero();

    assertThat(out.toString() + err)
        .contains("for a million events", "disk space", "interrupted migration");
  }
}
