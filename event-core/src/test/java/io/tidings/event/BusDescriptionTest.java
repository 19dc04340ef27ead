package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.BusDescription.Reason;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.ForwardingEventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Descriptions of buses, and explanations of emits. */
class BusDescriptionTest {

  private static final EventKind A = EventKind.of("a");

  private final RecordedFailures failures = new RecordedFailures();
  private final List<String> received = new ArrayList<>();

  private static final class Choosy implements EventTap {
    @Override
    public void onEvent(DomainEvent event) {
      assertThat(event.kind()).isEqualTo(A);
    }

    @Override
    public boolean isInterested(EventKind kind) {
      return kind.equals(A);
    }
  }

  @Test
  @Contract("DSC-01")
  void description_lists_subscriptions_in_the_order_of_calls_with_their_numbers() {
    EventBus bus = EventBus.builder().tap(new Choosy()).unhandled(event -> {}).build();
    bus.subscribe(EventSelector.all(), SubscriptionOptions.named("audit").order(9), event -> {});
    bus.subscribe(
        EventSelector.kind(A).and(EventSelector.session("s")).where(event -> true),
        SubscriptionOptions.named("mailer"),
        event -> {
          throw new IllegalStateException("down");
        });
    bus.subscribe(
        EventSelector.kind(A),
        SubscriptionOptions.named("index").async(AsyncOptions.defaults().executor(task -> {})),
        event -> {});
    bus.subscribe(A, event -> {}).close();
    bus.emit(DomainEvent.builder(A).sessionId("s").build());

    BusDescription description = bus.describe();

    assertThat(description.isOpen()).isTrue();
    assertThat(description.order()).isEqualTo(DispatchOrder.QUEUED);
    assertThat(description.taps()).containsExactly(Choosy.class.getName());
    assertThat(description.subscriptions())
        .extracting(BusDescription.Entry::name)
        .containsExactly("mailer", "index", "audit", "unhandled");
    assertThat(description.toString().lines())
        .containsExactly(
            "EventBus, open, order QUEUED, subscriptions: 4, taps: 1",
            "  subscription  selector                            order  handler       matching"
                + "  delivered  dead  dropped  failed  discarded  queued  in flight  place",
            "  mailer        kind a and session s and predicate  0      synchronous   1       "
                + "  0          0     0        1       0          0       0",
            "  index         kind a                              0      asynchronous  1       "
                + "  0          0     0        0       0          1       0",
            "  audit         all                                 9      synchronous   1       "
                + "  1          0     0        0       0          0       0",
            "  unhandled     unhandled events                    0      synchronous   0       "
                + "  0          0     0        0       0          0       0",
            "  tap " + Choosy.class.getName());
    bus.close(Duration.ZERO);
    assertThat(bus.describe())
        .isEqualTo(
            new BusDescription(
                false, DispatchOrder.QUEUED, List.of(), List.of(Choosy.class.getName())));
  }

  @Test
  @Contract("DSC-01")
  void text_has_one_line_for_each_subscription_whatever_the_names() {
    EventBus bus = EventBus.create();
    bus.subscribe(
        EventSelector.actor("a\u2028b\u202e"), SubscriptionOptions.named("x\u2029y"), e -> {});
    bus.subscribe(EventSelector.actor("z".repeat(200)), e -> {});

    assertThat(bus.describe().toString().lines().toList())
        .hasSize(4)
        .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'));
    assertThat(bus.describe().toString()).contains("x\\u2029y", "actor a\\u2028b\\u202e", "zzz...");
    assertThat(bus.describe().subscriptions().get(1).selector()).endsWith("z".repeat(200));
  }

  @Test
  @Contract("DSC-01")
  void places_are_recorded_if_asked_for() {
    EventBus plain = EventBus.create();
    plain.subscribe(A, event -> {});
    EventBus bus = EventBus.builder().registrationPlaces(true).build();
    EventBus around = forwarding(bus);
    around.subscribe(A, event -> {});
    around.subscribeBatches(EventSelector.all(), SubscriptionOptions.defaults(), events -> {});

    assertThat(plain.describe().subscriptions().get(0).place()).isNull();
    assertThat(around.describe().subscriptions())
        .allSatisfy(
            entry ->
                assertThat(entry.place())
                    .contains("BusDescriptionTest.places_are_recorded_if_asked_for(")
                    .contains("BusDescriptionTest.java:"));
    assertThat(bus.describe().toString()).contains("BusDescriptionTest.java:");
  }

  private static EventBus forwarding(EventBus bus) {
    return new ForwardingEventBus() {
      @Override
      protected EventBus delegate() {
        return bus;
      }
    };
  }

  @Test
  @Contract("DSC-02")
  void explanation_names_receivers_and_reasons_and_delivers_nothing() {
    EventBus bus =
        EventBus.builder().failureListener(failures).tap(new Choosy()).unhandled(e -> {}).build();
    subscribe(bus, "kind", EventSelector.kind(EventType.PLAN_APPLIED));
    subscribe(bus, "category", EventSelector.category("plan"));
    subscribe(bus, "key", EventSelector.session("other").and(EventSelector.kind(A)));
    subscribe(bus, "absent", EventSelector.plan("p"));
    subscribe(bus, "false", EventSelector.kind(A).where(e -> true).where(e -> false));
    subscribe(
        bus,
        "throws",
        EventSelector.all()
            .where(
                e -> {
                  throw new IllegalStateException("predicate");
                }));
    subscribe(bus, "nothing", EventSelector.session("x").and(EventSelector.session("y")));
    subscribe(
        bus,
        "nearest",
        EventSelector.anyOf(
            EventSelector.kind(EventType.PLAN_APPLIED), EventSelector.session("other")));
    subscribe(bus, "current", EventSelector.all().where(BusDescriptionTest::isCurrent));
    subscribe(bus, "ended", EventSelector.all()).close();
    DomainEvent event = DomainEvent.builder(A).id("e1").sessionId("s").build();

    BusDescription.Explanation explanation = bus.explain(event);

    assertThat(explanation.handlers())
        .extracting(verdict -> verdict.name() + " " + verdict.reason() + " " + verdict.detail())
        .containsExactly(
            "kind KIND selects kind plan.applied",
            "category KIND selects category plan",
            "key KEY selects kind a and session other; the event has session s",
            "absent KEY selects plan p; the event has plan null",
            "false PREDICATE predicate 2 of 2 returned false",
            "throws PREDICATE_FAILED predicate 1 of 1 threw java.lang.IllegalStateException",
            "nothing KIND the selector matches no event",
            "nearest KEY selects session other; the event has session s",
            "current RECEIVES ",
            "unhandled HANDLED ");
    assertThat(explanation.receivers()).containsExactly("current");
    assertThat(explanation.taps())
        .containsExactly(new BusDescription.Verdict(Choosy.class.getName(), Reason.RECEIVES, ""));
    assertThat(explanation.isOpen()).isTrue();
    assertThat(explanation.isEnabled()).isTrue();
    assertThat(received).isEmpty();
    assertThat(failures.lines()).isEmpty();
    assertThat(bus.describe().subscriptions()).allMatch(entry -> entry.metrics().matching() == 0);
    assertThat(explanation.toString().lines().toList())
        .hasSize(12)
        .startsWith("a e1, bus open, enabled, receivers: 1 of 10 subscriptions")
        .anyMatch(line -> line.matches(" {2}subscription {2}current +receives"));
  }

  private static boolean isCurrent(DomainEvent event) {
    EventScope.none().withProject("left").open();
    return EventContext.capture().event() == event;
  }

  private Subscription subscribe(EventBus bus, String name, EventSelector selector) {
    return bus.subscribe(selector, SubscriptionOptions.named(name), event -> received.add(name));
  }

  @Test
  @Contract("DSC-02")
  void explanation_agrees_with_the_emit() {
    EventBus bus = EventBus.create();
    subscribe(bus, "second", EventSelector.session("s"));
    bus.subscribe(
        EventSelector.kind(A),
        SubscriptionOptions.named("first").order(-1),
        event -> received.add("first"));
    subscribe(bus, "other", EventSelector.session("t"));
    DomainEvent event = DomainEvent.builder(A).sessionId("s").build();

    List<String> receivers = bus.explain(event).receivers();
    bus.emit(event);

    assertThat(receivers).containsExactly("first", "second").isEqualTo(received);
    assertThat(EventContext.capture().event()).isNull();
  }

  @Test
  @Contract("DSC-02")
  void explanation_of_a_closed_bus_has_no_receiver() {
    EventBus bus = EventBus.builder().tap(new Choosy()).unhandled(event -> {}).build();
    subscribe(bus, "s", EventSelector.all());
    bus.close();
    DomainEvent event = DomainEvent.builder(A).id("e1").build();

    assertThat(bus.explain(event))
        .isEqualTo(new BusDescription.Explanation(event, false, false, List.of(), List.of()))
        .hasToString(
            "a e1, bus closed: nothing receives the event, not enabled, receivers: 0 of 0"
                + " subscriptions");
    assertThat(EventBus.noop().explain(event).isOpen()).isFalse();
    assertThat(EventBus.noop().describe().subscriptions()).isEmpty();
    assertThatThrownBy(() -> bus.explain(Absent.absent()))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("event");
  }
}
