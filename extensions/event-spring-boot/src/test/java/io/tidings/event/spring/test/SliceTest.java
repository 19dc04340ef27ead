package io.tidings.event.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.spring.OnEvent;
import io.tidings.event.testkit.Recording;
import io.tidings.event.testkit.RecordingAssert;
import io.tidings.event.testkit.RecordingEventBus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.test.context.TestPropertySource;

/** The slice in runs of test classes that share a cached context. */
class SliceTest {

  private static final EventKind PLACED = EventKind.of("order.placed");
  private static final EventKind MAILED = EventKind.of("order.mailed");
  private static final Set<Object> BUSES = ConcurrentHashMap.newKeySet();

  private static void run(Class<?>... classes) {
    BUSES.clear();
    var kit = EngineTestKit.engine("junit-jupiter");
    for (Class<?> type : classes) {
      kit.selectors(selectClass(type));
    }
    kit.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .execute()
        .testEvents()
        .assertThatEvents()
        .filteredOn(event -> event.getType().name().equals("FINISHED"))
        .allSatisfy(
            event ->
                assertThat(
                        event.getRequiredPayload(
                            org.junit.platform.engine.TestExecutionResult.class))
                    .extracting(result -> result.getThrowable())
                    .isEqualTo(java.util.Optional.empty()));
  }

  @Test
  void second_class_of_a_context_finds_the_bus_open() {
    run(First.class, Other.class, Second.class);

    assertThat(BUSES).hasSize(2);
  }

  @Test
  void parallel_tests_have_their_own_events() {
    run(Parallel.class);

    assertThat(BUSES).hasSize(1);
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({Orders.class, Mailer.class})
  static class Application {}

  @Component
  static class Orders {
    private final EventBus bus;

    Orders(EventBus bus) {
      this.bus = bus;
    }

    void place(String id) {
      bus.emit(bus.events().builder(PLACED).detail("order_id", id).build());
    }

    void placeLater(String id) {
      ForkJoinPool.commonPool().execute(EventContext.capture().wrap(() -> place(id)));
    }
  }

  @Component
  static class Mailer {
    private final EventBus bus;

    Mailer(EventBus bus) {
      this.bus = bus;
    }

    @OnEvent("order.placed")
    void on(DomainEvent placed) {
      bus.emit(bus.events().builder(MAILED).build());
    }
  }

  @TidingsTest
  static class First {
    @Test
    void bus_records_the_events_of_listeners_too(
        @Autowired Orders orders, @Autowired RecordingEventBus bus, RecordingAssert events) {
      BUSES.add(bus);

      orders.place("o-1");

      events.emitted(PLACED).withDetail("order_id", "o-1");
      events.emitted(MAILED);
    }
  }

  @TidingsTest
  @TestPropertySource(properties = "tidings.close-timeout=1s")
  static class Other {
    @Test
    void other_context_has_another_bus(@Autowired RecordingEventBus bus, Recording events) {
      BUSES.add(bus);
      assertThat(events.events()).isEmpty();
    }
  }

  @TidingsTest
  static class Second {
    @Test
    void scenario_waits_for_other_threads(
        @Autowired Orders orders,
        @Autowired RecordingEventBus bus,
        Scenario scenario,
        Recording events) {
      BUSES.add(bus);
      assertThat(events.events()).isEmpty();

      scenario.when(() -> orders.placeLater("o-2")).within(Duration.ofSeconds(10)).emitted(MAILED);
    }
  }

  @TidingsTest
  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel {
    @RepeatedTest(20)
    void test_has_its_own_events(
        @Autowired Orders orders, @Autowired RecordingEventBus bus, Recording events) {
      BUSES.add(bus);
      orders.place("o-3");

      assertThat(events.events(PLACED)).hasSize(1);
    }
  }
}
