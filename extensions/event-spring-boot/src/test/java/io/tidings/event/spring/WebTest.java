package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.EventStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Requests to a web application: scope, wire form, actuator. */
class WebTest {

  private static final EventKind PLACED = EventKind.of("order.placed");

  private static String url = "";
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void open() {
    url = Postgres.schema("web");
    context = start();
  }

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Web.class)
        .properties(
            "server.port=0",
            "spring.main.banner-mode=off",
            "logging.level.io.tidings.audit=OFF",
            "spring.datasource.url=" + url,
            "management.endpoints.web.exposure.include=tidings,health,auditevents",
            "management.endpoint.health.show-details=always",
            "tidings.scope.organization=acme",
            "tidings.scope.project-header=X-Project",
            "tidings.scope.user-header=X-User")
        .run();
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static String get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path, headers);
  }

  private static String send(HttpRequest.Builder request, String path, String... headers)
      throws Exception {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    request.uri(URI.create("http://localhost:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  @Test
  void event_of_a_controller_has_the_scope_of_the_request_and_the_wire_form() throws Exception {
    String body = get("/event", "X-Project", "apollo", "X-User", "margaret");

    DomainEvent event = DomainEventJson.standard().read(body);
    assertThat(new String(DomainEventJson.standard().write(event), StandardCharsets.UTF_8))
        .isEqualTo(body);
    assertThat(event.scope()).isEqualTo(new EventScope("acme", null, "apollo", "margaret"));
  }

  @Test
  void header_with_any_text_becomes_an_id() throws Exception {
    DomainEvent event =
        DomainEventJson.standard().read(get("/event", "X-Project", "a b", "X-User", " "));

    assertThat(event.scope()).isEqualTo(new EventScope("acme", null, "a%20b", null));
  }

  @Test
  void asynchronous_request_has_the_scope_in_its_dispatch() throws Exception {
    assertThat(get("/later", "X-Project", "apollo")).contains("\"project_id\":\"apollo\"");
  }

  @Test
  void scope_ends_with_the_request() throws Exception {
    get("/event", "X-Project", "apollo");

    assertThat(DomainEventJson.standard().read(get("/event")).scope().project()).isNull();
  }

  @Test
  void event_in_a_request_body_is_read() throws Exception {
    DomainEvent event = DomainEvent.of(PLACED);
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofByteArray(DomainEventJson.standard().write(event)));

    assertThat(send(request, "/id", "Content-Type", "application/json")).isEqualTo(event.id());
  }

  @Test
  void endpoint_lists_subscriptions_and_the_trail() throws Exception {
    context.getBean(EventBus.class).emit(DomainEvent.of(PLACED));

    assertThat(get("/actuator/tidings"))
        .contains("\"transactions\":\"outbox\"", "web.onPlaced", "\"deadLetters\"", "\"trail\"");
  }

  @Test
  void health_shows_the_trail() throws Exception {
    assertThat(get("/actuator/health")).contains("\"tidings\":{", "\"conflicts\":0");
  }

  @Test
  void audit_events_survive_a_restart() throws Exception {
    context.publishEvent(
        new AuditApplicationEvent(
            new AuditEvent(
                "margaret", "ORDER DENIED", Map.of("order", "o-1", "password", "p4ss"))));
    context.publishEvent(new AuditApplicationEvent("joan", "ORDER_ALLOWED", "order=o-2"));

    context.close();
    context = start();

    assertThat(get("/actuator/auditevents?principal=margaret"))
        .contains("ORDER DENIED", "o-1")
        .doesNotContain("joan", "p4ss");
    assertThat(get("/actuator/auditevents?type=ORDER_ALLOWED"))
        .contains("joan")
        .doesNotContain("margaret");
    assertThat(get("/actuator/auditevents?after=2999-01-01T00:00:00Z"))
        .doesNotContain("joan", "margaret");
  }

  @Test
  void audit_event_that_cannot_be_stored_does_not_fail_its_publisher() {
    var events =
        new io.tidings.event.spring.internal.actuate.TrailAuditEvents(
            closed(), io.tidings.event.EventFactory.standard());
    try (Logged logged = Logged.warnings()) {
      events.add(new AuditEvent("joan", "ORDER_ALLOWED"));
      assertThat(logged.list()).singleElement().asString().contains("ORDER_ALLOWED");
    }
  }

  @Test
  void audit_events_need_no_spring_security() {
    new org.springframework.boot.test.context.runner.ApplicationContextRunner()
        .withClassLoader(
            new org.springframework.boot.test.context.FilteredClassLoader(
                "org.springframework.security"))
        .withPropertyValues("spring.datasource.url=" + url)
        .withUserConfiguration(Shop.Jdbc.class)
        .run(
            without -> {
              assertThat(without).hasNotFailed();
              without.publishEvent(new AuditApplicationEvent("ada", "LOGGED_IN", "from=here"));
              assertThat(
                      without
                          .getBean(
                              org.springframework.boot.actuate.audit.AuditEventRepository.class)
                          .find("ada", null, "LOGGED_IN"))
                  .hasSize(1);
            });
  }

  private static EventStore closed() {
    EventStore trail = EventStore.builder(context.getBean(javax.sql.DataSource.class)).open();
    trail.close();
    return trail;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName =
          "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
  @Import(Controller.class)
  static class Web {
    @OnEvent(value = "order.placed", name = "web.onPlaced")
    void on(DomainEvent event) {}
  }

  @RestController
  static class Controller {
    private final EventBus bus;

    Controller(EventBus bus) {
      this.bus = bus;
    }

    @GetMapping("/event")
    DomainEvent event() {
      return bus.events().builder(PLACED).build();
    }

    @GetMapping("/later")
    Callable<DomainEvent> later() {
      return this::event;
    }

    @PostMapping("/id")
    String id(@RequestBody DomainEvent event) {
      return event.id();
    }
  }
}
