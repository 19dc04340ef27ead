package io.tidings.event.spring.examples;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.spring.test.Scenario;
import io.tidings.event.spring.test.TidingsTest;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

@TidingsTest
@Import(Orders.class)
class OrdersTest {

  @Test
  void placed_order_is_emitted(@Autowired Orders orders, Scenario scenario) {
    scenario
        .when(() -> orders.place("o-1"))
        .emitted(EventKind.of("order.placed"))
        .withDetail("order_id", "o-1");
  }

  @Test
  void later_order_is_awaited(@Autowired Orders orders, Scenario scenario) {
    scenario
        .when(() -> orders.placeLater("o-2"))
        .within(Duration.ofSeconds(10))
        .emitted(EventKind.of("order.placed"));
  }

  /** The application. */
  @SpringBootConfiguration
  static class Application {}
}

/** A service that emits. */
class Orders {

  private final EventBus bus;

  Orders(EventBus bus) {
    this.bus = bus;
  }

  void place(String id) {
    bus.emit(bus.events().builder(EventKind.of("order.placed")).detail("order_id", id).build());
  }

  void placeLater(String id) {
    ForkJoinPool.commonPool().execute(EventContext.capture().wrap(() -> place(id)));
  }
}
