package io.tidings.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The four scenarios of the shop with the publication registry of Spring Modulith. */
class ModulithShopTest {

  static final String MODULITH =
      "org.springframework.modulith.events.config.EventPublicationAutoConfiguration,"
          + "org.springframework.modulith.events.config.EventExternalizationAutoConfiguration,"
          + "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration";

  private static final String TIDINGS = "io.tidings.event.spring.autoconfigure.";

  private static ConfigurableApplicationContext shop;
  private static JdbcTemplate jdbc;

  /** The event of an order. */
  record Placed(String orderId) {}

  @BeforeAll
  static void open() {
    shop =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .run(
                Server.schema("modulith"),
                "--spring.modulith.events.jdbc.schema-initialization.enabled=true",
                "--spring.autoconfigure.exclude="
                    + String.join(
                        ",",
                        List.of(
                            TIDINGS + "BusAutoConfiguration",
                            TIDINGS + "TransactionsAutoConfiguration",
                            TIDINGS + "ListenersAutoConfiguration",
                            TIDINGS + "TrailAutoConfiguration")));
    jdbc = shop.getBean(JdbcTemplate.class);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static void place(String id, boolean fails) {
    new TransactionTemplate(shop.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              jdbc.update("INSERT INTO orders (id, amount) VALUES (?, 1)", id);
              shop.publishEvent(new Placed(id));
              if (fails) {
                throw new IllegalArgumentException("the order exceeds the limit");
              }
            });
  }

  private static List<Map<String, Object>> publications(String id) {
    return jdbc.queryForList(
        "SELECT status, completion_date FROM event_publication WHERE serialized_event LIKE ?",
        "%\"" + id + "\"%");
  }

  @Test
  void registry_keeps_a_row_for_each_listener_and_resubmits_on_request() {
    place("m-1", false);

    Awaitility.await().untilAsserted(() -> assertThat(Mailer.ATTEMPTS).hasValue(1));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(publications("m-1"))
                    .singleElement()
                    .satisfies(
                        row ->
                            assertThat(row)
                                .containsEntry("status", "FAILED")
                                .containsEntry("completion_date", null)));

    shop.getBean(IncompleteEventPublications.class).resubmitIncompletePublications(all -> true);

    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(Mailer.ATTEMPTS).hasValue(2);
              assertThat(publications("m-1").get(0)).containsEntry("status", "COMPLETED");
            });
  }

  @Test
  void registry_has_no_row_of_a_rolled_back_order() {
    assertThatThrownBy(() -> place("m-2", true)).hasMessage("the order exceeds the limit");

    assertThat(publications("m-2")).isEmpty();
  }

  @Test
  void registry_has_no_row_of_an_event_without_a_listener() {
    new TransactionTemplate(shop.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> shop.publishEvent(new Unheeded("m-3")));

    assertThat(publications("m-3")).isEmpty();
  }

  /** An event without a listener. */
  record Unheeded(String orderId) {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Mailer.class)
  static class Application {}

  /** The confirmation, whose first attempt fails. */
  static class Mailer {
    static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @ApplicationModuleListener
    void confirm(Placed order) {
      if (ATTEMPTS.incrementAndGet() == 1) {
        throw new IllegalStateException("the mail server is busy");
      }
    }
  }
}
