package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.BusDescription;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.testkit.internal.GarbageCollection;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** Start and end of subscriptions, and references to handlers. */
interface SubscriptionPromises extends Promises {

  @Test
  @Contract("BUS-07")
  default void handler_subscribed_during_an_event_does_not_receive_it(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        A,
        event -> {
          bus.emit(B.event());
          bus.subscribe(B, bench.notes.handler("late"));
        });

    bus.emit(A.event());
    assertThat(bench.notes.lines()).isEmpty();
    bus.emit(B.event());

    assertThat(bench.notes.lines()).containsExactly("late b");
  }

  @Test
  @Contract("BUS-07")
  default void handler_unsubscribed_before_its_turn_is_skipped(Workbench bench) {
    EventBus bus = bench.bus();
    Subscription[] later = new Subscription[2];
    bus.subscribe(
        A,
        event -> {
          bus.emit(B.event());
          later[0].close();
          later[1].close();
        });
    later[0] = bus.subscribe(A, bench.notes.handler("later"));
    later[1] = bus.subscribe(B, bench.notes.handler("deferred"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).isEmpty();
  }

  @Test
  @Contract("BUS-11")
  default void unsubscribe_returns_whether_it_ended_the_subscription(Workbench bench) {
    EventBus bus = bench.bus();
    Subscription subscription = bus.subscribe(A, bench.notes.handler("handler"));
    assertThat(subscription.isActive()).isTrue();

    assertThat(subscription.unsubscribe()).isTrue();
    assertThat(subscription.unsubscribe()).isFalse();

    assertThat(subscription.isActive()).isFalse();
  }

  @Test
  @Contract("BUS-11")
  default void unsubscribed_handler_is_not_referenced(Workbench bench) {
    EventBus bus = bench.bus();
    OwnedHandlers handlers =
        OwnedHandlers.by(bus, EventSelector.kind(A), EventSelector.session("s"));
    bus.emit(A.event());
    handlers.subscriptions().forEach(Subscription::close);

    assertThat(GarbageCollection.isCollected(handlers.owner())).isTrue();
    assertThat(handlers.subscriptions()).noneMatch(Subscription::isActive);
  }

  @Test
  @Contract("BUS-12")
  default void closed_subscription_receives_nothing(Workbench bench) {
    EventBus bus = bench.bus();
    try (Subscription mail =
        bus.subscribe(
            EventSelector.kind(A),
            SubscriptionOptions.named("mail"),
            bench.notes.handler("mail"))) {
      assertThat(mail.name()).isEqualTo("mail");
      bus.emit(A.event());
    }
    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("mail a");
  }

  @Test
  @Contract("BUS-13")
  default void group_of_subscriptions_ends_with_one_call(Workbench bench) {
    EventBus bus = bench.bus();
    Subscription group =
        Subscription.group(
            bus.subscribe(A, bench.notes.handler("one")),
            bus.subscribe(A, bench.notes.handler("two")));
    bus.emit(A.event());

    group.close();
    group.close();
    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("one a", "two a");
    assertThat(group.unsubscribe()).isFalse();
  }

  @Test
  @Contract("BUS-14")
  default void closed_bus_references_no_handler(Workbench bench) {
    EventBus bus = bench.bus();
    WeakReference<?> owner =
        OwnedHandlers.by(bus, EventSelector.kind(A), EventSelector.session("s")).owner();

    bus.close();

    assertThat(GarbageCollection.isCollected(owner)).isTrue();
  }

  @Test
  @Contract("BUS-18")
  default void is_enabled_if_a_handler_could_match(Workbench bench) {
    EventBus bus = bench.bus();
    Subscription predicate = bus.subscribe(EventSelector.kind(A).where(e -> false), e -> {});
    assertThat(bus.isEnabled(A)).isTrue();
    predicate.close();
    Subscription session = bus.subscribe(EventSelector.session("s"), e -> {});
    assertThat(bus.isEnabled(A)).isTrue();
    session.close();
    bus.subscribe(EventSelector.category("b"), e -> {});
    assertThat(bus.isEnabled(B)).isTrue();
  }

  @Test
  @Contract("BUS-18")
  default void is_enabled_is_false_when_closed_and_rejects_bad_ids(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(EventSelector.all(), e -> {});
    EventKind illFormed = () -> "a b";
    assertThatIllegalArgumentException().isThrownBy(() -> bus.isEnabled(illFormed));

    bus.close();

    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract("SUB-06")
  default void synchronous_subscription_counts_its_calls(Workbench bench) {
    EventBus bus = bench.bus();
    Subscription counted =
        bus.subscribe(
            EventSelector.kind(A).where(event -> event.sessionId() != null),
            event -> {
              if ("bad".equals(event.sessionId())) {
                throw new IllegalStateException("down");
              }
            });
    Subscription other = bus.subscribe(B, event -> {});
    for (String session : new String[] {"s", "bad", "t"}) {
      bus.emit(bus.events().builder(A).sessionId(session).build());
    }
    bus.emit(A.event());
    bus.emit(B.event());

    assertThat(counted.metrics()).isEqualTo(new SubscriptionMetrics(3, 2, 0, 0, 1, 0, 0, 0, 0));
    assertThat(Subscription.group(counted, other).metrics().delivered()).isEqualTo(3);
  }

  @Test
  @Contract("DSC-01")
  default void description_lists_the_subscriptions_in_the_order_of_calls(Workbench bench) {
    EventBus bus = bench.bus(event -> {});
    SubscriptionOptions late = SubscriptionOptions.named("late").order(1);
    bus.subscribe(EventSelector.session("s"), late, event -> {});
    bus.subscribe(EventSelector.kind(A), SubscriptionOptions.named("a").async(), event -> {});
    bus.subscribe(EventSelector.all(), SubscriptionOptions.named("ended"), e -> {}).close();
    bus.emit(DomainEvent.builder(B).sessionId("s").build());

    BusDescription description = bus.describe();

    assertThat(description.isOpen()).isTrue();
    assertThat(description.taps()).isNotEmpty();
    assertThat(description.subscriptions())
        .extracting(BusDescription.Entry::name)
        .containsExactly("a", "late");
    assertThat(description.subscriptions().get(0).isAsynchronous()).isTrue();
    assertThat(description.subscriptions().get(1).order()).isEqualTo(1);
    assertThat(description.subscriptions().get(1).selector()).isEqualTo("session s");
    assertThat(description.subscriptions().get(1).metrics().delivered()).isEqualTo(1);
    assertThat(description.toString().lines()).hasSize(4 + description.taps().size());
    bus.close();
    assertThat(bus.describe().isOpen()).isFalse();
    assertThat(bus.describe().subscriptions()).isEmpty();
  }

  @Test
  @Contract("DSC-02")
  default void explanation_names_receivers_and_reasons_and_delivers_nothing(Workbench bench) {
    EventBus bus = bench.bus();
    for (EventSelector selector :
        new EventSelector[] {
          EventSelector.kind(B),
          EventSelector.session("other"),
          EventSelector.kind(A).where(event -> false),
          EventSelector.kind(A).where(event -> event.kind().id().isEmpty() || failing()),
          EventSelector.kind(A)
        }) {
      SubscriptionOptions named = SubscriptionOptions.named(selector.toString());
      bus.subscribe(selector, named, bench.notes.handler("handler"));
    }

    BusDescription.Explanation explanation = bus.explain(A.event());

    assertThat(explanation.handlers())
        .extracting(BusDescription.Verdict::reason)
        .containsExactly(
            BusDescription.Reason.KIND,
            BusDescription.Reason.KEY,
            BusDescription.Reason.PREDICATE,
            BusDescription.Reason.PREDICATE_FAILED,
            BusDescription.Reason.RECEIVES);
    assertThat(explanation.receivers()).containsExactly("EventSelector[kind a]");
    assertThat(explanation.isOpen() && explanation.isEnabled()).isTrue();
    assertThat(bench.notes.lines()).isEmpty();
    assertThat(bench.failures.lines()).isEmpty();
  }

  private static boolean failing() {
    throw new IllegalStateException("predicate");
  }
}
