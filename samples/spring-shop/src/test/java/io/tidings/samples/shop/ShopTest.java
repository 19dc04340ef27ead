package io.tidings.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shop as it is started by its main class, over HTTP and on a real PostgreSQL. */
class ShopTest {

  private static ConfigurableApplicationContext shop;

  @BeforeAll
  static void open() {
    shop =
        SpringApplication.run(
            ShopApplication.class,
            Server.schema("shop"),
            "--server.port=0",
            "--spring.autoconfigure.exclude=" + ModulithShopTest.MODULITH);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String path)
      throws Exception {
    String port = shop.getEnvironment().getRequiredProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            request.uri(URI.create("http://localhost:" + port + path)).build(),
            BodyHandlers.ofString());
  }

  private static int place(String id, int amount) throws Exception {
    return send(
            HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"orderId\":\"%s\",\"amount\":%s}".formatted(id, amount))),
            "/orders")
        .statusCode();
  }

  private static List<Integer> mails(String id) {
    return shop.getBean(JdbcTemplate.class)
        .queryForList(
            "SELECT attempt FROM mails WHERE order_id = ? ORDER BY attempt", Integer.class, id);
  }

  private static long stored(String id) {
    return shop
        .getBean(EventStore.class)
        .list(EventQuery.platform().kinds(OrderPlaced.KIND))
        .stream()
        .filter(stored -> id.equals(stored.event().details().get("order_id")))
        .count();
  }

  @Test
  void placed_order_is_stored_and_mailed_twice_by_retry() throws Exception {
    assertThat(place("o-1", 300)).isEqualTo(200);

    assertThat(stored("o-1")).isEqualTo(1);
    Awaitility.await().untilAsserted(() -> assertThat(mails("o-1")).containsExactly(1, 2));
  }

  @Test
  void rolled_back_order_is_never_there() throws Exception {
    assertThat(place("o-2", 300_000)).isEqualTo(500);

    assertThat(stored("o-2")).isZero();
    assertThat(mails("o-2")).isEmpty();
  }

  @Test
  void order_is_seen_at_the_actuator() throws Exception {
    place("o-3", 300);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(send(HttpRequest.newBuilder().GET(), "/actuator/tidings").body())
                    .contains("\"name\":\"mailer.confirm\"", "\"transactions\":\"outbox\"")
                    .doesNotContain("\"events\":0"));
  }

  @Test
  void sample_has_no_line_of_glue() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> glue =
          files
              .filter(Files::isRegularFile)
              .flatMap(ShopTest::lines)
              .filter(
                  line ->
                      line.matches(
                          ".*(@Configuration|@Bean|@Import|subscribe\\(|EventStore|EventBus\\.|"
                              + "TransactionSynchronization|implements |extends ).*"))
              .toList();

      assertThat(glue).isEmpty();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
