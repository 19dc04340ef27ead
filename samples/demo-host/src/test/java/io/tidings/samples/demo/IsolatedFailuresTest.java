package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IsolatedFailuresTest {

  private final List<String> told = new ArrayList<>();
  private final IsolatedFailures failures = new IsolatedFailures(told::add);

  private static void fail(DomainEvent event) {
    throw new IllegalStateException("no");
  }

  @Test
  void every_failure_is_counted_by_its_source_and_the_first_is_told() {
    EventBus bus = EventBus.builder().failureListener(failures).build();
    bus.subscribe(EventSelector.all(), SubscriptionOptions.named("a"), IsolatedFailuresTest::fail);
    bus.subscribe(
        EventSelector.category("plan"), SubscriptionOptions.named("b"), IsolatedFailuresTest::fail);
    bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED));
    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    assertThat(failures.counts()).isEqualTo(Map.of("a", 2L, "b", 1L));
    assertThat(told).containsExactly("a on tool.completed: java.lang.IllegalStateException: no");
  }

  @Test
  void selectors_taps_and_refusals_count_too() {
    EventTap tap = IsolatedFailuresTest::fail;
    EventBus bus =
        EventBus.builder().failureListener(failures).order(DispatchOrder.FORBID).tap(tap).build();
    bus.subscribe(
        EventSelector.all()
            .where(
                event -> {
                  throw new IllegalStateException("no");
                }),
        SubscriptionOptions.named("a"),
        event -> {});
    bus.subscribe(
        EventType.PLAN_CREATED, event -> bus.emit(DomainEvent.of(EventType.PLAN_APPLIED)));
    bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
    assertThat(failures.counts()).hasSize(3).containsKeys("the selector of a", "rejected");
    assertThat(told).hasSize(1);
  }

  @Test
  void a_tap_may_fail_without_an_event() {
    failures.tapFailed(null, event -> {}, new IllegalStateException("closing"));
    assertThat(told.get(0)).endsWith(": java.lang.IllegalStateException: closing");
  }
}
