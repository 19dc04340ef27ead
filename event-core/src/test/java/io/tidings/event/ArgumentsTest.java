package io.tidings.event;

import static io.tidings.event.Absent.absent;
import static io.tidings.event.Kinds.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Null where it must not be: refused at the call, by name. */
@Contract("BUS-04")
class ArgumentsTest {

  private static final EventHandler HANDLER = event -> {};
  private static final EventSelector ALL = EventSelector.all();
  private static final SubscriptionOptions DEFAULTS = SubscriptionOptions.defaults();

  @TestFactory
  List<DynamicTest> buses() {
    return List.of(EventBus.create(), EventBus.noop()).stream()
        .flatMap(
            bus ->
                Map.<String, ThrowingCallable>of(
                    "event", () -> bus.emit(absent()),
                    "selector", () -> bus.subscribe(absent(), DEFAULTS, HANDLER),
                    "options", () -> bus.subscribe(ALL, absent(), HANDLER),
                    "handler", () -> bus.subscribe(ALL, DEFAULTS, absent()),
                    "kind", () -> bus.isEnabled(absent()),
                    "timeout", () -> bus.flush(absent()))
                    .entrySet()
                    .stream())
        .map(call -> refuses(call.getKey(), call.getValue()))
        .toList();
  }

  @TestFactory
  List<DynamicTest> everything_else() {
    EventBusBuilder builder = EventBus.builder();
    EventBus bus = EventBus.create();
    return List.of(
        refuses("kind", () -> bus.subscribe(Absent.<EventKind>absent(), HANDLER)),
        refuses("selector", () -> bus.subscribe(Absent.<EventSelector>absent(), HANDLER)),
        refuses("kind", () -> EventSelector.kind(absent())),
        refuses("category", () -> EventSelector.category(absent())),
        refuses("sessionId", () -> EventSelector.session(absent())),
        refuses("planId", () -> EventSelector.plan(absent())),
        refuses("rootPlanId", () -> EventSelector.planTree(absent())),
        refuses("correlationId", () -> EventSelector.correlation(absent())),
        refuses("selectors", () -> EventSelector.anyOf(ALL, absent())),
        refuses("other", () -> ALL.and(absent())),
        refuses("predicate", () -> ALL.where(absent())),
        refuses("event", () -> ALL.matches(absent())),
        refuses("kind", () -> ALL.mayMatch(absent())),
        refuses("name", () -> SubscriptionOptions.named(absent())),
        refuses("subscriptions", () -> Subscription.group(bus.subscribe(A, HANDLER), absent())),
        refuses("events", () -> builder.events(absent())),
        refuses("order", () -> builder.order(absent())),
        refuses("tap", () -> builder.tap(absent())),
        refuses("failureListener", () -> builder.failureListener(absent())),
        refuses("closeTimeout", () -> builder.closeTimeout(absent())),
        refuses("event", () -> EventContext.of(absent())),
        refuses("executor", () -> EventContext.propagating(absent())),
        refuses("task", () -> EventContext.capture().wrap(Absent.<Runnable>absent())),
        refuses("status", () -> new EmitResult(absent(), 0, 0, 0, 0, List.of())));
  }

  @Test
  void a_negative_close_timeout_is_refused() {
    assertThatThrownBy(() -> EventBus.builder().closeTimeout(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closeTimeout");
  }

  @Test
  void a_result_cannot_have_negative_counts() {
    assertThatThrownBy(() -> EmitResult.done(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delivered");
  }

  @Test
  void a_hosts_kind_without_an_id_is_refused_by_is_enabled() {
    EventKind nameless = Absent::absent;

    assertThatThrownBy(() -> EventBus.create().isEnabled(nameless))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
    assertThat(EventBus.noop().isEnabled(A)).isFalse();
  }

  private static DynamicTest refuses(String argument, ThrowingCallable call) {
    return DynamicTest.dynamicTest(
        argument,
        () ->
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(argument));
  }
}
