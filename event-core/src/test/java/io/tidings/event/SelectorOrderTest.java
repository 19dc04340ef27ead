package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectorOrderTest {

  private final EventBus bus = EventBus.create();
  private final RecordedEvents heard = new RecordedEvents();
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
          EventSelector.planTree("p-1"),
          EventSelector.anyOf(EventSelector.session("s-1"), EventSelector.all()),
          EventSelector.plan("p-1").where(event -> true));

  @Test
  @Contract("SEL-03")
  void ten_interleaved_selectors_of_all_sorts_keep_the_order_of_subscription() {
    subscribeEach(IntStream.range(0, 10).toArray());

    assertThat(bus.emit(event).delivered()).isEqualTo(10);
    assertThat(heard.lines()).isEqualTo(numbers(10));
  }

  @Test
  @Contract("SEL-03")
  void any_mixture_keeps_the_order_when_subscriptions_come_and_go() {
    long seed = new Random().nextLong();
    System.out.println("SelectorOrderTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      try (EventBus mixed = EventBus.create()) {
        List<Integer> called = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          int number = i;
          Subscription subscription =
              mixed.subscribe(
                  sorts.get(random.nextInt(sorts.size())), heardEvent -> called.add(number));
          if (random.nextInt(4) == 0) {
            subscription.close();
          } else {
            expected.add(number);
          }
        }
        mixed.emit(event);
        assertThat(called).as("seed %d, round %d", seed, round).isEqualTo(expected);
      }
    }
  }

  @Test
  @Contract("SEL-03")
  void a_deferred_event_keeps_the_order_too() {
    bus.subscribe(Kinds.A, outer -> bus.emit(event));
    subscribeEach(IntStream.range(0, 10).toArray());

    bus.emit(DomainEvent.of(Kinds.A));

    assertThat(heard.lines()).startsWith("4").endsWith(numbers(10).toArray(String[]::new));
  }

  @Test
  @Contract({"BUS-11", "BUS-18"})
  void nothing_is_left_of_selectors_that_are_gone() {
    EventKind host = EventKind.of("host.kind");
    List<Subscription> all = new ArrayList<>();
    for (EventSelector sort : sorts) {
      all.add(bus.subscribe(sort, ignored -> {}));
    }
    all.add(bus.subscribe(host, ignored -> {}));
    all.add(bus.subscribe(EventSelector.category("host"), ignored -> {}));
    assertThat(bus.isEnabled(host)).isTrue();

    all.forEach(Subscription::close);

    assertThat(bus.isEnabled(host)).isFalse();
    assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isFalse();
    assertThat(bus.emit(event)).isEqualTo(EmitResult.done(0));
  }

  @Test
  @Contract({"SEL-01", "BUS-18"})
  void kinds_and_categories_of_a_host_come_and_go_without_touching_each_other() {
    EventKind placed = EventKind.of("order.placed");
    EventKind shipped = EventKind.of("order.shipped");
    bus.subscribe(EventSelector.all(), heard.handler("all"));
    Subscription one = bus.subscribe(placed, heard.handler("placed"));
    Subscription category = bus.subscribe(EventSelector.category("order"), heard.handler("order"));
    bus.subscribe(EventSelector.kinds(placed, shipped), heard.handler("both"));

    bus.emit(DomainEvent.of(placed));
    bus.emit(DomainEvent.of(shipped));
    category.close();
    one.close();
    bus.emit(DomainEvent.of(placed));
    bus.emit(DomainEvent.of(EventKind.of("order.lost")));

    assertThat(heard.lines())
        .containsExactly(
            "all order.placed",
            "placed order.placed",
            "order order.placed",
            "both order.placed",
            "all order.shipped",
            "order order.shipped",
            "both order.shipped",
            "all order.placed",
            "both order.placed",
            "all order.lost");
  }

  private void subscribeEach(int[] order) {
    for (int i : order) {
      bus.subscribe(sorts.get(i), ignored -> heard.add(Integer.toString(i)));
    }
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
