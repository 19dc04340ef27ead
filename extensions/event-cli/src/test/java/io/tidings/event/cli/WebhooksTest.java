package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String command, String... more) {
    return run(new ByteArrayInputStream(new byte[0]), command, more);
  }

  private int run(InputStream in, String command, String... more) {
    return at(in, trail().toString(), command, more);
  }

  private int at(String place, String command, String... more) {
    return at(new ByteArrayInputStream(new byte[0]), place, command, more);
  }

  private int at(InputStream in, String place, String command, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] args = new String[more.length + 5];
    args[0] = "webhooks";
    args[1] = command;
    args[2] = place;
    args[3] = "--project";
    args[4] = "apollo";
    System.arraycopy(more, 0, args, 5, more.length);
    InputStream before = System.in;
    System.setIn(in);
    try {
      return Tidings.commandLine(out, err, Terminal.NONE).execute(args);
    } finally {
      System.setIn(before);
    }
  }

  private Path trail() {
    return directory.resolve("trail.db");
  }

  @BeforeEach
  void makeATrail() {
    EventStore.open(trail()).close();
  }

  private Path mistyped() {
    return directory.resolve("mistyped.key");
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  private String added(String... more) {
    assertThat(run("add", more)).as(err.toString()).isZero();
    return lines().get(0).substring("id\t".length());
  }

  @Test
  void a_subscription_is_made_listed_paused_resumed_and_removed() {
    String id =
        added(
            "--url",
            "https://hooks.example.com/x?key=hidden",
            "--name",
            "re\tleases",
            "--type",
            "traces.fetched");
    assertThat(lines().get(1)).matches("secret\t[A-Za-z0-9]{32}");

    assertThat(run("list")).isZero();
    assertThat(lines())
        .containsExactly(id + "\tactive\thttps://hooks.example.com/x?…\tre\\tleases");
    assertThat(run("pause", "--id", id)).isZero();
    assertThat(lines().get(0)).contains("\tpaused\t");
    assertThat(run("resume", "--id", id)).isZero();
    assertThat(lines().get(0)).contains("\tactive\t");
    assertThat(run("deliveries", "--id", id)).isZero();
    assertThat(lines()).isEmpty();
    assertThat(run("remove", "--id", id)).isZero();
    assertThat(run("remove", "--id", id)).isOne();
    assertThat(run("list")).isZero();
    assertThat(lines()).isEmpty();
  }

  @Test
  void a_secret_that_is_given_is_read_from_the_input_and_not_shown() {
    InputStream secret =
        new ByteArrayInputStream(
            "Bearer 0123456789abcdefg\nmore\n".getBytes(StandardCharsets.UTF_8));

    assertThat(
            run(
                secret,
                "add",
                "--url",
                "https://hooks.example.com",
                "--authorization",
                "--secret-stdin"))
        .isZero();
    assertThat(out.toString()).doesNotContain("0123456789");
    assertThat(run("add", "--url", "https://hooks.example.com", "--authorization")).isEqualTo(2);
    assertThat(err.toString()).contains("secret must be given");
  }

  @Test
  void a_test_reaches_the_receiver_and_is_among_the_deliveries() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread receiver =
          new Thread(
              () -> {
                try (Socket socket = server.accept()) {
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 204 x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.shutdownOutput();
                  socket.getInputStream().readAllBytes();
                } catch (IOException over) {
                  // The test tells what is missing.
                }
              });
      receiver.setDaemon(true);
      receiver.start();
      String id = added("--url", "http://127.0.0.1:" + server.getLocalPort());

      assertThat(run("test", "--id", id)).isOne();
      assertThat(lines().get(0)).contains("\tfailed\t400\t", "not public");
      assertThat(run("test", "--id", id, "--allow-loopback")).isZero();
      assertThat(lines().get(0)).contains("\twebhooks.subscriptions.tested\tsuccess\t204\t");
      assertThat(run("deliveries", "--id", id)).isZero();
      assertThat(lines()).hasSize(2);
      assertThat(run("deliveries", "--id", id, "--limit", "1")).isZero();
      assertThat(lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://hooks.example.com", "https://127.1", "https://u:p@hooks.example.com"})
  void a_url_that_is_refused_is_told_in_one_line(String url) {
    assertThat(run("add", "--url", url)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().startsWith("tidings: url ");
  }

  @Test
  void wrong_arguments_are_rejected_by_name() {
    assertThat(run("list")).isOne();
    assertThat(err.toString()).contains("webhooks schema");
    added("--url", "https://hooks.example.com");
    assertThat(run("add", "--url", "https://hooks.example.com", "--key", "" + mistyped())).isOne();
    assertThat(err.toString()).contains("does not open the secret");
    assertThat(mistyped()).doesNotExist();
    assertThat(run("add", "--url", "https://hooks.example.com", "--type", "plan.created"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("30 subscribable types");
    assertThat(run("pause", "--id", "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("no such subscription");
    assertThat(run("test", "--id", "nobody")).isEqualTo(2);
    assertThat(run("deliveries", "--id", "nobody", "--limit", "0")).isEqualTo(2);
  }

  @Test
  void a_trail_that_is_not_there_is_not_made() throws IOException {
    Files.delete(trail());

    assertThat(run("add", "--url", "https://hooks.example.com")).isEqualTo(2);
    assertThat(err.toString()).contains("does not exist");
    assertThat(trail()).doesNotExist();
  }

  @Test
  void a_trail_in_postgresql_has_webhooks_too() throws Exception {
    String key = directory.resolve("pg.key").toString();
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      EventStore.open(server.getPostgresDatabase()).close();
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";

      assertThat(at(url, "add", "--key", key, "--url", "https://hooks.example.com"))
          .as(err.toString())
          .isZero();
      String id = lines().get(0).substring("id\t".length());
      assertThat(at(url, "list", "--key", key)).isZero();
      assertThat(lines()).containsExactly(id + "\tactive\thttps://hooks.example.com/\t-");
    }
  }
}
