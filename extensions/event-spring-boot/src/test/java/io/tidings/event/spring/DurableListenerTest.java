package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.spring.internal.actuate.TidingsEndpoint;
import io.tidings.event.store.EventStore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Methods with a durable name, on a trail in a file. */
class DurableListenerTest {

  record OrderPlaced(String orderId) {}

  static final PayloadKind<OrderPlaced> PLACED = PayloadKind.of("order.placed", OrderPlaced.class);
  static final EventKind BROKEN = EventKind.of("order.broken");

  private static final Set<String> SEEN = Collections.synchronizedSet(new LinkedHashSet<>());
  private static volatile boolean down;

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    SEEN.clear();
    down = false;
  }

  private String[] properties() {
    return new String[] {
      AutoConfigurationTest.NO_DATABASE, "tidings.trail.url=file:" + folder.resolve("trail.db")
    };
  }

  private ConfigurableApplicationContext start() {
    return Started.with(Application.class, properties());
  }

  @Test
  void event_that_was_not_handled_reaches_the_method_after_a_restart() {
    down = true;
    try (var context = start()) {
      context.getBean(EventBus.class).emit(PLACED, new OrderPlaced("o-1"));
      Awaitility.await().until(() -> SEEN.contains("down o-1"));
    }
    down = false;

    try (var context = start()) {
      Awaitility.await().until(() -> SEEN.contains("mailed o-1"));
      assertThat(context.getBean(EventStore.class).deadLetters("mailer").count()).isZero();
    }
  }

  @Test
  void last_attempt_leaves_a_dead_letter_that_the_endpoint_shows() {
    try (var context = start()) {
      context.getBean(EventBus.class).emit(DomainEvent.of(BROKEN));
      EventStore trail = context.getBean(EventStore.class);

      Awaitility.await().until(() -> trail.deadLetters("breaker").count() == 1);

      TidingsEndpoint endpoint =
          new TidingsEndpoint(
              "immediate",
              context.getBeanProvider(EventBus.class),
              context.getBeanProvider(EventStore.class),
              context.getBeanProvider(io.tidings.event.async.AsyncTap.class),
              Map.of(),
              context.getBeanProvider(io.tidings.event.async.DeadLetters.class));
      assertThat(endpoint.state().toString()).contains("breaker={", "dead=1", "mailer={");
    }
  }

  @Test
  void method_that_cannot_be_durable_fails_the_start() {
    assertThat(Started.failure(Application.class, "tidings.trail.enabled=false"))
        .contains("there is no trail", "tidings.trail.url");
    assertThat(failure(Asynchronous.class)).contains("leave out async");
    assertThat(failure(Ordered.class)).contains("leave out async");
    assertThat(failure(SameName.class)).contains("durable name 'mailer'", "choose another");
    assertThat(failure(TwoCategories.class)).contains("one category");
    assertThat(failure(UnknownKind.class)).contains("order.plced", "order.placed");
  }

  private String failure(Class<?> configuration) {
    return Started.failure(configuration, properties());
  }

  @Test
  void method_takes_its_place_among_the_handlers_of_the_bus() {
    try (var context = start()) {
      EventBus bus = context.getBean(EventBus.class);
      bus.subscribe(EventKind.of("order.seen"), event -> SEEN.add("own"));

      bus.emit(DomainEvent.of(EventKind.of("order.seen")));

      assertThat(List.copyOf(SEEN)).containsExactly("before", "own", "after");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Base {}

  @Configuration(proxyBeanMethods = false)
  @Import(Base.class)
  static class Application {

    @OnEvent(value = "order.placed", durable = "mailer")
    void mail(OrderPlaced order) {
      if (down) {
        SEEN.add("down " + order.orderId());
        throw new IllegalStateException("no mail today");
      }
      SEEN.add("mailed " + order.orderId());
    }

    @OnEvent(value = "order.broken", durable = "breaker", attempts = 1)
    void fail(DomainEvent event) {
      throw new IllegalStateException("broken");
    }

    @OnEvent(value = "order.seen", order = 1)
    void after(DomainEvent event) {
      SEEN.add("after");
    }

    @OnEvent(value = "order.seen", order = -1)
    void before(DomainEvent event) {
      SEEN.add("before");
    }
  }

  @Import(Base.class)
  static class Asynchronous {
    @OnEvent(value = "order.placed", durable = "mailer", async = true)
    void on(DomainEvent event) {}
  }

  @Import(Base.class)
  static class Ordered {
    @OnEvent(value = "order.placed", durable = "mailer", order = 1)
    void on(DomainEvent event) {}
  }

  @Import(Base.class)
  static class SameName {
    @OnEvent(value = "order.placed", durable = "mailer")
    void one(DomainEvent event) {}

    @OnEvent(value = "order.paid", durable = "mailer")
    void other(DomainEvent event) {}
  }

  @Import(Base.class)
  static class TwoCategories {
    @OnEvent(
        category = {"order", "plan"},
        durable = "mailer")
    void on(DomainEvent event) {}
  }

  @Import(Base.class)
  static class UnknownKind {
    @Bean
    EventCatalog catalog() {
      return EventCatalog.builder().payload(PLACED).build();
    }

    @OnEvent(value = "order.plced", durable = "mailer")
    void on(DomainEvent event) {}
  }
}
