package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@Timeout(120)
class GrowingAuditTest {

  private static final TestClock LONG_AGO = TestClock.at(TestClock.DEFAULT_START);

  @TempDir private Path directory;
  private final EventFactory events =
      EventFactory.standard().withClock(LONG_AGO).withIds(new SequentialIds());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String file() {
    return directory.resolve("trail.db").toString();
  }

  private List<DomainEvent> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                events
                    .root(EventType.PLAN_CREATED)
                    .scope(new EventScope("o-" + i % 2, null, "apollo", null))
                    .build())
        .toList();
  }

  @BeforeEach
  void fill() {
    try (EventStore trail = EventStore.builder(Path.of(file())).clock(LONG_AGO).open()) {
      trail.append(events(4));
    }
  }

  private int run(String... args) {
    return Tidings.commandLine(out, err, Terminal.NONE).execute(args);
  }

  private List<String> lines(String... args) {
    out.getBuffer().setLength(0);
    assertThat(run(args)).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }

  @Test
  void follow_lists_what_is_there_and_what_comes() throws Exception {
    Thread appending =
        new Thread(
            () -> {
              try (EventStore trail = EventStore.open(Path.of(file()))) {
                trail.append(events.root(EventType.PLAN_APPLIED).build());
              }
            });
    appending.start();

    assertThat(lines("audit", "follow", file(), "--limit", "5"))
        .hasSize(5)
        .last()
        .asString()
        .startsWith("{\"seq\":5,")
        .contains("plan.applied");
    appending.join();
    assertThat(lines("audit", "follow", file(), "--cursor", "3", "--limit", "1"))
        .singleElement()
        .asString()
        .startsWith("{\"seq\":4,");
  }

  @Test
  void follow_goes_on_where_its_name_has_stopped() {
    assertThat(lines("audit", "follow", file(), "--name", "mirror", "--limit", "3")).hasSize(3);
    assertThat(lines("audit", "follow", file(), "--name", "mirror", "--limit", "1"))
        .singleElement()
        .asString()
        .startsWith("{\"seq\":4,");
  }

  @Test
  void follow_gives_its_name_back_when_it_is_interrupted() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tidings.class.getName(),
                "audit",
                "follow",
                file(),
                "--name",
                "mirror")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).startsWith("{\"seq\":1,");
      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM lease")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void retain_removes_what_is_past_its_time() {
    assertThat(lines("audit", "retain", file(), "--keep", "36500d", "--all"))
        .containsExactly("0 events removed");
    assertThat(lines("audit", "retain", file(), "--keep", "0s", "--organization", "o-1"))
        .containsExactly("2 events removed");
    assertThat(lines("audit", "retain", file(), "--keep", "1d", "--all"))
        .containsExactly("2 events removed");
    assertThat(lines("audit", "query", file())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--keep 31d,set either --organization or --all",
    "--keep 31d --all --organization o-1,set either --organization or --all",
    "--keep 2026-11-01 --all,duration",
    "--keep 31d --organization a\u0001b,organizations",
    "--all,--keep"
  })
  void retain_needs_to_know_what_and_for_how_long(String options, String told) {
    String[] args = ("audit retain " + file() + " " + options).split(" ", -1);

    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString()).contains(told);
    try (EventStore trail = EventStore.builder(Path.of(file())).readOnly().open()) {
      assertThat(trail.count(EventQuery.platform())).isEqualTo(4);
    }
  }

  @Test
  void follow_and_retain_make_no_trail() {
    String none = directory.resolve("none.db").toString();

    assertThat(run("audit", "follow", none, "--name", "mirror")).isEqualTo(2);
    assertThat(run("audit", "retain", none, "--keep", "1d", "--all")).isEqualTo(2);
    assertThat(run("audit", "follow", file(), "--limit", "0")).isEqualTo(2);
    assertThat(run("audit", "follow", file(), "--cursor", "-1")).isEqualTo(2);
    assertThat(Path.of(none)).doesNotExist();
    assertThat(err.toString()).contains("does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/x?user=u&password=hunter2",
        "jdbc:postgresql://localhost/x?PASSWORD=hunter2",
        "jdbc:mysql://localhost/x",
        "jdbc:postgresql:///?&&=%"
      })
  void an_address_with_a_password_or_of_something_else_is_refused(String url) {
    assertThat(run("audit", "query", url)).isEqualTo(2);
    assertThat(err.toString()).contains("TRAIL").doesNotContain("hunter2");
  }

  @Test
  void a_trail_in_postgresql_is_asked_followed_and_cleared() throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      try (EventStore trail =
          EventStore.builder(server.getPostgresDatabase()).clock(LONG_AGO).open()) {
        trail.append(events(4));
      }
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";

      assertThat(lines("audit", "query", url, "--limit", "2")).hasSize(2);
      assertThat(lines("audit", "follow", url, "--name", "mirror", "--limit", "4")).hasSize(4);
      assertThat(lines("audit", "retain", url, "--keep", "1d", "--all"))
          .containsExactly("4 events removed");
      assertThat(lines("audit", "stats", url)).hasSize(1);
    }
  }
}
