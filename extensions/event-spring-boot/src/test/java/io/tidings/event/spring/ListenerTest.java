package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.PayloadKind;
import io.tidings.event.async.DeadLetters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Methods with {@link OnEvent}: their forms, order, attempts, and the ones that fit nothing. */
class ListenerTest {

  record OrderPlaced(String orderId, int amount) {}

  record OrderPaid(String orderId) {}

  static final PayloadKind<OrderPlaced> PLACED = PayloadKind.of("order.placed", OrderPlaced.class);
  static final EventKind PAID = EventKind.of("order.paid");

  private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());
  private static ConfigurableApplicationContext context;
  private static EventBus bus;

  @BeforeAll
  static void open() {
    context = start(Listeners.class);
    bus = context.getBean(EventBus.class);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
    Tasks.event = new CompletableFuture<>();
    Tasks.scope = new CompletableFuture<>();
  }

  private static ConfigurableApplicationContext start(Class<?> configuration) {
    return Started.with(configuration, "tidings.trail.enabled=false");
  }

  private static String failure(Class<?> configuration) {
    return Started.failure(configuration, "tidings.trail.enabled=false");
  }

  @Test
  void methods_receive_events_and_payloads_in_their_order() {
    bus.emit(PLACED, new OrderPlaced("o-1", 3));

    assertThat(SEEN)
        .startsWith("first", "payload o-1", "both o-1 order.placed")
        .contains("event order.placed", "lazy", "prototype", "proxied")
        .endsWith("category order.placed");
  }

  @Test
  void payload_is_decoded_where_only_details_were_given() {
    bus.emit(bus.events().builder(PLACED).detail("order_id", "o-2").detail("amount", 4).build());

    assertThat(SEEN).contains("payload o-2");
  }

  @Test
  void throwing_method_does_not_stop_the_others() {
    try (Logged logged = Logged.warnings()) {
      var result = bus.emit(DomainEvent.of(EventKind.of("order.broken")));

      assertThat(result.failed()).isEqualTo(1);
      assertThat(result.failures()).singleElement().hasToString("java.io.IOException: broken");
      assertThat(logged.list()).singleElement().asString().contains("handlers.broken");
    }
    assertThat(SEEN).contains("after broken");
  }

  @Test
  void asynchronous_method_is_retried_and_then_a_dead_letter() {
    DomainEvent event = DomainEvent.of(EventKind.of("mail.requested"));

    var result = bus.emit(event);

    assertThat(result.queued()).isEqualTo(1);
    Awaitility.await()
        .untilAsserted(() -> assertThat(context.getBean(DeadLetters.class).list()).hasSize(1));
    assertThat(SEEN).containsExactly("attempt 1", "attempt 2");
    assertThat(context.getBean(DeadLetters.class).list().get(0).event()).isEqualTo(event);
  }

  @Test
  void task_of_a_handler_keeps_its_event_and_scope() throws Exception {
    DomainEvent event =
        bus.events().root(PAID).scope(EventScope.none().withProject("apollo")).build();

    bus.emit(event);

    assertThat(Tasks.event.get(10, TimeUnit.SECONDS)).isEqualTo(event);
    assertThat(Tasks.scope.get(10, TimeUnit.SECONDS)).isEqualTo(event.scope());
  }

  @Test
  void task_on_a_virtual_thread_keeps_its_event() throws Exception {
    try (var own =
        Started.with(AsyncTasks.class, "tidings.trail.enabled=false", virtualThreads())) {
      DomainEvent event = DomainEvent.of(PAID);

      own.getBean(EventBus.class).emit(event);

      assertThat(Tasks.event.get(10, TimeUnit.SECONDS)).isEqualTo(event);
    }
  }

  private static String virtualThreads() {
    return "spring.threads.virtual.enabled=true";
  }

  @Test
  void method_that_fits_nothing_fails_the_start() {
    assertThat(failure(WrongParameter.class)).contains("(java.lang.String)", "(P, DomainEvent)");
    assertThat(failure(Returning.class)).contains("returns String", "return void");
    assertThat(failure(PayloadOfTwo.class)).contains("must name one kind");
    assertThat(failure(PayloadOfCategory.class)).contains("must name one kind");
    assertThat(failure(AttemptsWithoutAsync.class)).contains("async = true");
    assertThat(failure(MalformedKind.class)).contains("malformed kind", "U+0020");
  }

  @Test
  void method_for_an_unknown_kind_fails_the_start_with_a_catalogue() {
    assertThat(failure(UnknownKind.class)).contains("order.plced", "order.placed", "catalogue");
    assertThat(failure(OtherPayload.class)).contains("OrderPaid", "OrderPlaced");
  }

  @Test
  void global_lazy_initialization_keeps_listeners() {
    try (var lazy =
        Started.with(
            Listeners.class,
            "tidings.trail.enabled=false",
            "spring.main.lazy-initialization=true")) {
      lazy.getBean(EventBus.class).emit(PLACED, new OrderPlaced("o-3", 3));

      assertThat(SEEN).contains("payload o-3");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Base {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Tasks.class, LazyBean.class, PrototypeBean.class, ProxiedBean.class})
  @EnableAsync
  static class Listeners {
    @Bean
    Handlers handlers() {
      return new Handlers();
    }
  }

  static class Handlers {
    @OnEvent("order.placed")
    void event(DomainEvent event) {
      SEEN.add("event " + event.kind().id());
    }

    @OnEvent(value = "order.placed", order = -1)
    void both(OrderPlaced order, DomainEvent event) {
      SEEN.add("both " + order.orderId() + " " + event.kind().id());
    }

    @OnEvent(value = "order.placed", order = -2)
    void payload(OrderPlaced order) {
      SEEN.add("payload " + order.orderId());
    }

    @OnEvent(order = Integer.MIN_VALUE)
    void first(DomainEvent event) {
      SEEN.add(event.is(PLACED) ? "first" : "other");
    }

    @OnEvent(category = "order", order = 1)
    void category(DomainEvent event) {
      SEEN.add("category " + event.kind().id());
    }

    @OnEvent("order.broken")
    void broken(DomainEvent event) throws Exception {
      throw new java.io.IOException("broken");
    }

    @OnEvent(value = "order.broken", order = 2)
    void after(DomainEvent event) {
      SEEN.add("after broken");
    }

    @OnEvent(value = "mail.requested", async = true, attempts = 2)
    void mail(DomainEvent event) {
      SEEN.remove("other");
      SEEN.add("attempt " + EventContext.attempt());
      throw new IllegalStateException("no mail today");
    }
  }

  static class Tasks {
    static volatile CompletableFuture<DomainEvent> event = new CompletableFuture<>();
    static volatile CompletableFuture<EventScope> scope = new CompletableFuture<>();

    @Async
    @OnEvent("order.paid")
    void later(DomainEvent given) {
      event.complete(EventContext.capture().event());
      scope.complete(EventScope.current());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @EnableAsync
  @Import(Tasks.class)
  static class AsyncTasks {}

  @Lazy
  static class LazyBean {
    @OnEvent("order.placed")
    void on(DomainEvent event) {
      SEEN.add("lazy");
    }
  }

  @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
  static class PrototypeBean {
    @OnEvent("order.placed")
    void on(DomainEvent event) {
      SEEN.add("prototype");
    }
  }

  static class ProxiedBean {
    @OnEvent("order.placed")
    void on(DomainEvent event) {
      SEEN.add("proxied");
    }

    @Async
    void other() {}
  }

  @Import(Base.class)
  static class WrongParameter {
    @OnEvent("order.placed")
    void on(String text) {}
  }

  @Import(Base.class)
  static class Returning {
    @OnEvent("order.placed")
    String on(DomainEvent event) {
      return "";
    }
  }

  @Import(Base.class)
  static class PayloadOfTwo {
    @OnEvent({"order.placed", "order.paid"})
    void on(OrderPlaced order) {}
  }

  @Import(Base.class)
  static class PayloadOfCategory {
    @OnEvent(category = "order")
    void on(OrderPlaced order) {}
  }

  @Import(Base.class)
  static class AttemptsWithoutAsync {
    @OnEvent(value = "order.placed", attempts = 3)
    void on(DomainEvent event) {}
  }

  @Import(Base.class)
  static class MalformedKind {
    @OnEvent("order placed")
    void on(DomainEvent event) {}
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Base.class)
  static class Catalogued {
    @Bean
    EventCatalog catalog() {
      return EventCatalog.builder().payload(PLACED).build();
    }
  }

  @Import(Catalogued.class)
  static class UnknownKind {
    @OnEvent("order.plced")
    void on(DomainEvent event) {}
  }

  @Import(Catalogued.class)
  static class OtherPayload {
    @OnEvent("order.placed")
    void on(OrderPaid order) {}
  }
}
