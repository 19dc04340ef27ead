package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Order of handlers by number, over all sorts of selectors. */
@Contract("SEL-05")
class HandlerOrderTest extends AsyncFixture {

  private final DomainEvent event =
      DomainEvent.builder(EventType.PLAN_APPLIED)
          .correlationId("c-1")
          .sessionId("s-1")
          .planId("p-1")
          .rootPlanId("p-0")
          .build();

  /** Every sort of selector, all of which match the event. */
  private final List<EventSelector> sorts =
      List.of(
          EventSelector.kind(EventType.PLAN_APPLIED),
          EventSelector.session("s-1"),
          EventSelector.category("plan"),
          EventSelector.plan("p-1"),
          EventSelector.all(),
          EventSelector.planTree("p-0"),
          EventSelector.correlation("c-1"),
          EventSelector.anyOf(EventSelector.session("s-1"), EventSelector.all()),
          EventSelector.plan("p-1").where(tested -> true));

  private static SubscriptionOptions order(int order) {
    return SubscriptionOptions.defaults().order(order);
  }

  private Subscription ordered(EventSelector selector, int order, String name) {
    return bus.subscribe(selector, order(order), handled -> received.add(name));
  }

  @Test
  void lower_order_is_called_first_and_equal_ones_as_subscribed() {
    ordered(EventSelector.all(), 10, "late");
    ordered(EventSelector.kind(A), 0, "first default");
    ordered(EventSelector.kind(A), Integer.MAX_VALUE, "last");
    ordered(EventSelector.session("s"), -5, "early");
    bus.subscribe(A, handled -> received.add("second default"));
    ordered(EventSelector.kind(A), Integer.MIN_VALUE, "very first");
    ordered(EventSelector.kind(A), 10, "late too");

    emit("e1", "s");

    assertThat(received)
        .containsExactly(
            "very first", "early", "first default", "second default", "late", "late too", "last");
  }

  @Test
  void asynchronous_handlers_queue_the_event_in_their_place() {
    subscribe(
        SubscriptionOptions.named("late").order(1).async(async), handled -> received.add("late"));
    subscribe(
        SubscriptionOptions.named("early").order(-1).async(async),
        handled -> received.add("early"));

    emit("e1", "s");
    executor.runAll();

    assertThat(received).containsExactly("early", "late");
  }

  @Test
  void any_mixture_keeps_the_order_when_subscriptions_come_and_go() {
    long seed = new Random().nextLong();
    System.out.println("HandlerOrderTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      mixture(random, "seed " + seed + ", round " + round);
    }
  }

  private void mixture(Random random, String what) {
    record Expected(int order, int number) {}
    try (EventBus mixed = EventBus.create()) {
      List<Integer> called = new ArrayList<>();
      List<Expected> expected = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int number = i;
        int order = random.nextInt(3) - 1;
        EventSelector selector = sorts.get(random.nextInt(sorts.size()));
        Subscription added = mixed.subscribe(selector, order(order), handled -> called.add(number));
        if (random.nextInt(4) == 0) {
          added.close();
        } else {
          expected.add(new Expected(order, number));
        }
      }
      expected.sort(Comparator.comparingInt(Expected::order).thenComparingInt(Expected::number));
      mixed.emit(event);
      assertThat(called).as(what).isEqualTo(expected.stream().map(Expected::number).toList());
    }
  }

  @Test
  @Contract("BUS-07")
  void handler_of_a_low_order_that_subscribes_during_an_emit_is_left_out() {
    bus.subscribe(
        EventSelector.session("s-1"),
        order(5),
        handled -> {
          received.add("outer");
          ordered(EventSelector.session("s-1"), -1, "inner");
          bus.emit(event);
        });
    ordered(EventSelector.session("s-1"), 9, "after");
    bus.emit(event.toBuilder().id("first").build());

    assertThat(received.subList(0, 2)).containsExactly("outer", "after");
    assertThat(received.get(2)).isEqualTo("inner");
  }

  @Test
  @Contract("BUS-07")
  void routes_that_were_read_leave_out_a_later_subscription_of_a_lower_order() {
    HandlerSubscription early = numbered(1, 5);
    Routes read = Routes.open(false).with(early);
    read.with(numbered(2, -5));
    Delivery delivery = new Delivery();
    delivery.begin(event);
    delivery.retain(read.of(EventType.PLAN_APPLIED));

    read.selectByKey(delivery);

    assertThat(delivery.handlers()).containsExactly(early);
  }

  private HandlerSubscription numbered(long number, int order) {
    return new HandlerSubscription(
        (SynchronousBus) bus,
        number,
        EventSelector.session("s-1").clauses(),
        order(order),
        handled -> {},
        null);
  }
}
