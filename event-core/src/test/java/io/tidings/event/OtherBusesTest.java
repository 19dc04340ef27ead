package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.ForwardingEventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherBusesTest {

  private final RecordedEvents heard = new RecordedEvents();

  @Test
  @Contract("BUS-17")
  void the_noop_bus_does_nothing() {
    EventBus bus = EventBus.noop();
    Subscription subscription = bus.subscribe(A, heard.handler("never"));
    Subscription named =
        bus.subscribe(
            EventSelector.all(), SubscriptionOptions.named("mailer"), heard.handler("never"));

    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(0));
    assertThat(bus.isEnabled(A)).isFalse();
    assertThat(bus.flush(Duration.ZERO)).isTrue();
    bus.close();
    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(0));

    assertThat(heard.lines()).isEmpty();
    assertThat(subscription.isActive()).isFalse();
    assertThat(subscription.unsubscribe()).isFalse();
    assertThat(subscription.name()).isNotBlank();
    assertThat(named.name()).isEqualTo("mailer");
    assertThat(bus.events()).isSameAs(EventFactory.standard());
  }

  @Test
  @Contract("BUS-01")
  void a_bus_that_forwards_is_a_bus_like_any_other() {
    EventBus inner = EventBus.create();
    EventBus bus =
        new ForwardingEventBus() {
          @Override
          protected EventBus delegate() {
            return inner;
          }
        };
    Subscription subscription = bus.subscribe(A, heard.handler("handler"));

    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(1));
    assertThat(bus.flush(Duration.ZERO)).isTrue();
    assertThat(bus.events()).isSameAs(inner.events());
    subscription.close();
    bus.close();

    assertThat(heard.lines()).containsExactly("handler a");
    assertThat(inner.emit(a())).isEqualTo(EmitResult.closed());
  }

  @Test
  @Contract({"BUS-18", "NOT-04"})
  void is_enabled_says_no_only_when_nobody_could_hear() {
    EventBus bus = EventBus.create();
    assertThat(bus.isEnabled(A)).isFalse();

    Subscription predicate = bus.subscribe(EventSelector.kind(A).where(e -> false), e -> {});
    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(bus.isEnabled(() -> "a")).isTrue();
    assertThat(bus.isEnabled(Kinds.B)).isFalse();
    assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isFalse();
    predicate.close();

    Subscription session = bus.subscribe(EventSelector.session("s"), e -> {});
    assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isTrue();
    session.close();
    assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isFalse();
  }

  @Test
  @Contract("BUS-18")
  void subscriptions_found_by_an_id_enable_only_the_kinds_they_could_match() {
    EventBus bus = EventBus.create();
    EventSelector session = EventSelector.session("s");
    Subscription created =
        bus.subscribe(EventSelector.kind(EventType.PLAN_CREATED).and(session), e -> {});
    assertThat(bus.isEnabled(EventType.PLAN_CREATED)).isTrue();
    assertThat(bus.isEnabled(EventType.TOOL_INVOKED)).isFalse();
    assertThat(bus.isEnabled(A)).isFalse();

    Subscription hosts = bus.subscribe(EventSelector.kind(A).and(session), e -> {});
    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(bus.isEnabled(EventType.TOOL_INVOKED)).isFalse();

    Subscription tools = bus.subscribe(EventSelector.category("tool").and(session), e -> {});
    assertThat(bus.isEnabled(EventType.TOOL_INVOKED)).isTrue();

    Subscription.group(created, hosts, tools).close();
    assertThat(bus.isEnabled(EventType.PLAN_CREATED)).isFalse();
    assertThat(bus.isEnabled(EventType.TOOL_INVOKED)).isFalse();
    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract({"TAP-03", "KND-02"})
  void a_tap_is_asked_about_the_kind_that_its_events_have() {
    List<EventKind> asked = new ArrayList<>();
    io.tidings.event.spi.EventTap tap =
        new io.tidings.event.spi.EventTap() {
          @Override
          public void onEvent(DomainEvent event) {
            asked.add(event.kind());
          }

          @Override
          public boolean isInterested(EventKind kind) {
            asked.add(kind);
            return true;
          }
        };
    EventBus bus = EventBus.builder().tap(tap).build();
    EventKind own = () -> "a";

    bus.isEnabled(own);
    bus.emit(DomainEvent.of(own));
    bus.isEnabled(() -> "plan.created");

    assertThat(asked).containsOnly(A, EventType.PLAN_CREATED);
  }

  @Test
  @Contract({"BUS-18", "TAP-03"})
  void a_tap_enables_what_it_is_interested_in_and_hears_only_that() {
    io.tidings.event.spi.EventTap choosy =
        new io.tidings.event.spi.EventTap() {
          @Override
          public void onEvent(DomainEvent event) {
            heard.add(event.kind().id());
          }

          @Override
          public boolean isInterested(EventKind kind) {
            return kind.id().equals("a");
          }
        };
    EventBus bus = EventBus.builder().tap(choosy).build();

    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(bus.isEnabled(Kinds.B)).isFalse();
    bus.emit(a());
    bus.emit(Kinds.b());

    assertThat(heard.lines()).containsExactly("a");
  }
}
