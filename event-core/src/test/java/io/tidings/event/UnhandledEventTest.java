package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.OverflowPolicy;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handler of the events that no other handler matches. */
class UnhandledEventTest {

  private static final EventKind A = EventKind.of("a");
  private static final EventKind B = EventKind.of("b");
  private static final EventKind C = EventKind.of("c");

  private final List<String> received = new ArrayList<>();
  private final RecordedFailures failures = new RecordedFailures();

  private EventBusBuilder builder() {
    return EventBus.builder().failureListener(failures);
  }

  private void dead(DomainEvent event) {
    received.add("dead " + event.kind().id());
  }

  private EventHandler handler(String name) {
    return event -> received.add(name + " " + event.kind().id());
  }

  @Test
  @Contract("DEAD-01")
  void event_without_a_handler_is_passed_once_with_itself_current() {
    List<Object> current = new ArrayList<>();
    EventBus bus =
        builder()
            .tap(event -> received.add("tap " + event.kind().id()))
            .unhandled(
                event -> {
                  dead(event);
                  current.add(EventContext.capture().event() == event);
                })
            .build();
    bus.subscribe(A, handler("handler"));

    assertThat(bus.emit(DomainEvent.of(A)).isUnhandled()).isFalse();
    EmitResult result = bus.emit(DomainEvent.of(B));

    assertThat(received).containsExactly("tap a", "handler a", "tap b", "dead b");
    assertThat(result).isEqualTo(EmitResult.done(0));
    assertThat(result.isUnhandled()).isTrue();
    assertThat(current).containsExactly(true);
    assertThat(bus.isEnabled(C)).isTrue();
  }

  @Test
  @Contract("DEAD-01")
  void selector_that_does_not_match_leaves_the_event_unhandled() {
    EventBus bus = builder().unhandled(this::dead).build();
    bus.subscribe(EventSelector.kind(A).where(event -> false), handler("false"));
    bus.subscribe(
        EventSelector.kind(A)
            .where(
                event -> {
                  throw new IllegalStateException("predicate");
                }),
        handler("throws"));
    bus.subscribe(EventSelector.session("other"), handler("session"));

    bus.emit(DomainEvent.builder(A).sessionId("s").build());

    assertThat(received).containsExactly("dead a");
  }

  @Test
  @Contract("DEAD-01")
  void event_that_a_handler_failed_or_a_queue_dropped_was_handled() {
    EventBus bus = builder().unhandled(this::dead).build();
    Subscription failing =
        bus.subscribe(
            A,
            event -> {
              throw new IllegalStateException("down");
            });
    bus.emit(DomainEvent.of(A));
    failing.close();
    AsyncOptions full =
        AsyncOptions.defaults()
            .executor(task -> {})
            .capacity(1)
            .overflow(OverflowPolicy.DROP_NEWEST);
    bus.subscribe(
        EventSelector.kind(A), SubscriptionOptions.defaults().async(full), handler("async"));
    bus.emit(DomainEvent.of(A));
    assertThat(bus.emit(DomainEvent.of(A)).queued()).isZero();

    assertThat(received).isEmpty();
    bus.close(java.time.Duration.ZERO);
  }

  @Test
  @Contract("DEAD-01")
  void nested_event_is_passed_in_its_turn_under_every_order() {
    for (DispatchOrder order : List.of(DispatchOrder.QUEUED, DispatchOrder.IMMEDIATE)) {
      received.clear();
      EventBus bus = builder().order(order).unhandled(this::dead).build();
      bus.subscribe(
          A,
          event -> {
            bus.emit(DomainEvent.of(B));
            received.add("first");
          });
      bus.subscribe(A, event -> received.add("second"));
      bus.emit(DomainEvent.of(A));

      assertThat(received)
          .containsExactly(
              order == DispatchOrder.QUEUED
                  ? new String[] {"first", "second", "dead b"}
                  : new String[] {"dead b", "first", "second"});
    }
  }

  @Test
  @Contract("DEAD-02")
  void events_that_follow_from_an_unhandled_one_are_not_passed_again() {
    for (DispatchOrder order : List.of(DispatchOrder.QUEUED, DispatchOrder.IMMEDIATE)) {
      received.clear();
      EventBus[] own = new EventBus[1];
      own[0] =
          builder()
              .order(order)
              .unhandled(
                  event -> {
                    dead(event);
                    own[0].emit(DomainEvent.of(B));
                    own[0].emit(DomainEvent.of(C));
                  })
              .build();
      own[0].subscribe(
          C,
          event -> {
            received.add("handler c");
            own[0].emit(DomainEvent.of(A));
          });
      own[0].emit(DomainEvent.of(A));
      own[0].emit(DomainEvent.of(B));

      assertThat(received)
          .as("%s", order)
          .containsExactly("dead a", "handler c", "dead b", "handler c");
    }
  }

  @Test
  @Contract("DEAD-02")
  void failure_is_reported_and_counted_with_its_own_subscription_alone() {
    EventBus bus =
        builder()
            .unhandled(
                event -> {
                  throw new IllegalStateException("down");
                })
            .build();

    EmitResult result = bus.emit(DomainEvent.of(A));

    assertThat(result).isEqualTo(EmitResult.done(0));
    assertThat(failures.lines()).hasSize(1);
    BusDescription.Entry entry = bus.describe().subscriptions().get(0);
    assertThat(entry.name()).isEqualTo("unhandled");
    assertThat(entry.metrics().failed()).isEqualTo(1);
    assertThat(entry.metrics().accounted()).isEqualTo(entry.metrics().matching());
  }

  @Test
  @Contract("DEAD-02")
  void fatal_error_surfaces() {
    EventBus bus =
        builder()
            .unhandled(
                event -> {
                  throw new OutOfMemoryError("none");
                })
            .build();

    assertThatThrownBy(() -> bus.emit(DomainEvent.of(A))).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  @Contract("DEAD-01")
  void rejected_events_and_events_after_close_are_not_passed() {
    EventBus forbidding = builder().order(DispatchOrder.FORBID).unhandled(this::dead).build();
    List<EmitResult> results = new ArrayList<>();
    forbidding.subscribe(A, event -> results.add(forbidding.emit(DomainEvent.of(B))));
    forbidding.emit(DomainEvent.of(A));
    forbidding.close();
    results.add(forbidding.emit(DomainEvent.of(B)));

    assertThat(results).containsExactly(EmitResult.rejected(), EmitResult.closed());
    assertThat(received).isEmpty();
    assertThat(forbidding.isEnabled(B)).isFalse();
  }

  @Test
  @Contract("DEAD-01")
  void close_in_a_handler_still_passes_events_emitted_before() {
    EventBus bus = builder().unhandled(this::dead).build();
    bus.subscribe(
        A,
        event -> {
          bus.emit(DomainEvent.of(B));
          bus.close();
        });
    bus.emit(DomainEvent.of(A));

    assertThat(received).containsExactly("dead b");
  }

  @Test
  @Contract("BUS-14")
  void closed_bus_refers_to_no_handler_of_unhandled_events() {
    EventHandler[] handler = {new Own()};
    WeakReference<EventHandler> reference = new WeakReference<>(handler[0]);
    EventBus bus = EventBus.builder().unhandled(handler[0]).build();
    handler[0] = event -> {};
    bus.emit(DomainEvent.of(A));
    bus.close();
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }

    assertThat(reference.get()).isNull();
    assertThat(bus.emit(DomainEvent.of(A)).status()).isEqualTo(EmitResult.Status.CLOSED);
  }

  private static final class Own implements EventHandler {
    @Override
    public void handle(DomainEvent event) {
      assertThat(event).isNotNull();
    }
  }

  @Test
  @Contract("BUS-04")
  void null_handler_is_rejected() {
    EventHandler none = Absent.absent();
    assertThatNullPointerException()
        .isThrownBy(() -> EventBus.builder().unhandled(none))
        .withMessageContaining("unhandled");
  }
}
