package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.PayloadKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** The bridge between the bus and the events of Spring. */
class SpringEventsTest {

  record OrderShipped(String orderId) {}

  private static ConfigurableApplicationContext start(String bridge) {
    return Started.with(
        Both.class, "tidings.trail.enabled=false", "tidings.spring-events.bridge=" + bridge);
  }

  @Test
  void event_of_the_bus_reaches_spring_listeners_once() {
    try (var context = start("both")) {
      Both both = context.getBean(Both.class);
      List<DomainEvent> onBus = onBus(context);
      DomainEvent event = DomainEvent.of(EventKind.of("order.placed"));

      context.getBean(EventBus.class).emit(event);

      assertThat(both.events).containsExactly(event);
      assertThat(onBus).containsExactly(event);
    }
  }

  @Test
  void event_published_in_spring_reaches_both_sides_once() {
    try (var context = start("both")) {
      Both both = context.getBean(Both.class);
      List<DomainEvent> onBus = onBus(context);
      DomainEvent event = DomainEvent.of(EventKind.of("order.placed"));

      context.publishEvent(event);

      assertThat(both.events).containsExactly(event);
      assertThat(onBus).containsExactly(event);
    }
  }

  @Test
  void record_published_in_spring_is_emitted_with_its_kind() {
    try (var context = start("both")) {
      Both both = context.getBean(Both.class);
      List<DomainEvent> onBus = onBus(context);

      context.publishEvent(new OrderShipped("o-1"));
      context.publishEvent("a text is no event of the bus");

      assertThat(both.shipped).containsExactly(new OrderShipped("o-1"));
      assertThat(onBus).singleElement().satisfies(e -> assertThat(e.is(Both.SHIPPED)).isTrue());
      assertThat(both.events).isEqualTo(onBus);
    }
  }

  @Test
  void one_direction_leaves_out_the_other() {
    try (var context = start("to-spring")) {
      List<DomainEvent> onBus = onBus(context);
      context.publishEvent(new OrderShipped("o-1"));
      assertThat(onBus).isEmpty();
    }
    try (var context = start("from-spring")) {
      context.getBean(EventBus.class).emit(DomainEvent.of(EventKind.of("order.placed")));
      assertThat(context.getBean(Both.class).events).isEmpty();
    }
    try (var context = start("none")) {
      List<DomainEvent> onBus = onBus(context);
      context.publishEvent(new OrderShipped("o-1"));
      context.getBean(EventBus.class).emit(DomainEvent.of(EventKind.of("order.placed")));
      assertThat(onBus).hasSize(1);
      assertThat(context.getBean(Both.class).events).isEmpty();
    }
  }

  @Test
  void listener_that_emits_in_turn_does_not_loop() {
    try (var context = start("both")) {
      Both both = context.getBean(Both.class);
      both.answers = true;

      context.getBean(EventBus.class).emit(DomainEvent.of(EventKind.of("order.placed")));

      assertThat(both.events)
          .extracting(event -> event.kind().id())
          .containsExactly("order.placed", "order.shipped");
    }
  }

  private static List<DomainEvent> onBus(ConfigurableApplicationContext context) {
    List<DomainEvent> events = new ArrayList<>();
    context.getBean(EventBus.class).subscribe(EventSelector.all(), events::add);
    return events;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Both {
    static final PayloadKind<OrderShipped> SHIPPED =
        PayloadKind.of("order.shipped", OrderShipped.class);

    final List<DomainEvent> events = new ArrayList<>();
    final List<OrderShipped> shipped = new ArrayList<>();
    boolean answers;

    @Bean
    static PayloadKind<OrderShipped> shippedKind() {
      return SHIPPED;
    }

    private final org.springframework.context.ApplicationEventPublisher publisher;

    Both(org.springframework.context.ApplicationEventPublisher publisher) {
      this.publisher = publisher;
    }

    @EventListener
    void on(DomainEvent event) {
      events.add(event);
      if (answers && !event.is(SHIPPED)) {
        publisher.publishEvent(new OrderShipped("answer"));
      }
    }

    @EventListener
    void on(OrderShipped order) {
      shipped.add(order);
    }
  }
}
