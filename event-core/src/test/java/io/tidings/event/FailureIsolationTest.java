package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureIsolationTest {

  private final RecordedFailures notes = new RecordedFailures();
  private final RecordedEvents heard = new RecordedEvents();
  private final EventBus bus = EventBus.builder().failureListener(notes).build();

  static List<Throwable> contained() {
    return List.of(
        new IOException("checked"),
        new IllegalStateException("unchecked"),
        new AssertionError("assertion"),
        new NoClassDefFoundError("linkage"),
        new StackOverflowError(),
        new Throwable("bare"),
        new Error("other"));
  }

  @ParameterizedTest
  @MethodSource("contained")
  @Contract({"BUS-09", "FLT-01", "FLT-02", "FLT-03", "RES-01"})
  void whatever_a_handler_throws_the_next_one_is_called(Throwable failure) {
    bus.subscribe(
        EventSelector.kind(A), SubscriptionOptions.named("bad"), event -> Sneaky.throwIt(failure));
    bus.subscribe(A, heard.handler("next"));

    EmitResult result = bus.emit(a());

    assertThat(heard.lines()).containsExactly("next a");
    assertThat(notes.lines())
        .containsExactly("handler a bad " + failure.getClass().getSimpleName());
    assertThat(result)
        .isEqualTo(new EmitResult(EmitResult.Status.DONE, 1, 0, 1, 0, List.of(failure)));
  }

  @ParameterizedTest
  @MethodSource("contained")
  @Contract({"TAP-02", "FLT-01", "FLT-02", "FLT-03", "RES-01"})
  void whatever_a_tap_throws_the_next_tap_and_the_handlers_are_called(Throwable failure) {
    EventBus tapped =
        EventBus.builder()
            .failureListener(notes)
            .tap(event -> Sneaky.throwIt(failure))
            .tap(heard.tap("tap"))
            .build();
    tapped.subscribe(A, heard.handler("handler"));

    EmitResult result = tapped.emit(a());

    assertThat(heard.lines()).containsExactly("tap a", "handler a");
    assertThat(notes.lines()).containsExactly("tap a - " + failure.getClass().getSimpleName());
    assertThat(result)
        .isEqualTo(new EmitResult(EmitResult.Status.DONE, 1, 0, 0, 1, List.of(failure)));
  }

  @ParameterizedTest
  @MethodSource("contained")
  @Contract({"SEL-04", "FLT-01", "FLT-02"})
  void a_predicate_that_throws_does_not_match(Throwable failure) {
    EventSelector bad =
        EventSelector.kind(A)
            .where(
                event -> {
                  Sneaky.throwUnchecked(failure);
                  return true;
                });
    bus.subscribe(bad, SubscriptionOptions.named("bad"), heard.handler("never"));
    bus.subscribe(A, heard.handler("next"));

    EmitResult result = bus.emit(a());

    assertThat(heard.lines()).containsExactly("next a");
    assertThat(notes.lines())
        .containsExactly("selector a bad " + failure.getClass().getSimpleName());
    assertThat(result).isEqualTo(EmitResult.done(1));
  }

  @Test
  @Contract("SEL-04")
  void another_alternative_may_match_where_one_throws() {
    EventSelector bad =
        EventSelector.all()
            .where(
                event -> {
                  throw new IllegalStateException();
                });
    bus.subscribe(EventSelector.anyOf(bad, EventSelector.kind(A)), heard.handler("handler"));

    bus.emit(a());
    bus.emit(b());

    assertThat(heard.lines()).containsExactly("handler a");
    assertThat(notes.lines()).hasSize(2);
  }

  @Test
  @Contract({"TAP-03", "FLT-01"})
  void a_tap_that_throws_when_asked_for_its_interest_counts_as_interested() {
    EventBus tapped =
        EventBus.builder()
            .failureListener(notes)
            .tap(
                new io.tidings.event.spi.EventTap() {
                  @Override
                  public void onEvent(DomainEvent event) {
                    heard.add("heard");
                  }

                  @Override
                  public boolean isInterested(EventKind kind) {
                    throw new IllegalStateException();
                  }
                })
            .build();

    assertThat(tapped.isEnabled(A)).isTrue();
    EmitResult result = tapped.emit(a());

    assertThat(heard.lines()).containsExactly("heard");
    assertThat(result.tapFailures()).isEqualTo(1);
    assertThat(result.failures()).hasSize(1);
    assertThat(notes.lines())
        .containsExactly("tap - - IllegalStateException", "tap a - IllegalStateException");
  }

  @Test
  @Contract({"FLT-01", "FLT-03", "ORD-06"})
  void a_handler_that_really_overflows_the_stack_leaves_the_bus_whole() {
    bus.subscribe(A, event -> overflow(event, 0));
    bus.subscribe(A, heard.handler("next"));

    bus.emit(a());
    bus.emit(a());

    assertThat(heard.lines()).containsExactly("next a", "next a");
    assertThat(ThreadState.active()).isNull();
  }

  private int overflow(DomainEvent event, int depth) {
    return depth < Integer.MAX_VALUE ? overflow(event, depth + 1) + 1 : depth;
  }

  @Test
  @Contract({"FLT-01", "FLT-03", "ORD-06", "CTX-03"})
  void emitting_on_a_stack_that_has_no_room_leaves_the_bus_whole() {
    bus.subscribe(B, heard.handler("b"));
    bus.subscribe(A, event -> emitDeeper(0));
    bus.subscribe(A, heard.handler("next"));

    EmitResult result = bus.emit(a());

    assertThat(result.delivered() + result.failed()).isEqualTo(2);
    assertThat(heard.lines()).contains("next a");
    assertThat(ThreadState.active()).isNull();
    assertThat(EventScope.current().isNone()).isTrue();
    assertThat(bus.emit(b())).isEqualTo(EmitResult.done(1));
  }

  private int emitDeeper(int depth) {
    if (depth > 1_000) {
      bus.emit(b());
    }
    return depth < Integer.MAX_VALUE ? emitDeeper(depth + 1) + 1 : depth;
  }

  @Test
  @Contract("FLT-02")
  void every_failure_of_a_deferred_event_is_told_too() {
    bus.subscribe(A, event -> bus.emit(b()));
    bus.subscribe(
        EventSelector.kind(B),
        SubscriptionOptions.named("bad"),
        event -> {
          throw new IOException();
        });

    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(1));
    assertThat(notes.lines()).containsExactly("handler b bad IOException");
  }

  @Test
  @Contract("RES-01")
  void failures_are_given_in_the_order_they_happened_taps_first() {
    EventBus tapped =
        EventBus.builder()
            .failureListener(notes)
            .tap(event -> Sneaky.throwIt(new IOException("tap")))
            .build();
    tapped.subscribe(A, event -> Sneaky.throwIt(new IOException("one")));
    tapped.subscribe(A, event -> Sneaky.throwIt(new IOException("two")));

    assertThat(tapped.emit(a()).failures())
        .extracting(Throwable::getMessage)
        .containsExactly("tap", "one", "two");
  }
}
