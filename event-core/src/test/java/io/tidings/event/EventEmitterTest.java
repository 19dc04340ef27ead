package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.spi.ForwardingEventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventEmitterTest {

  private final EventBus bus = EventBus.create();
  private final List<DomainEvent> events = new ArrayList<>();

  /** A bus that fails at every call, as EMI-03 imagines one. */
  private static final class Broken extends ForwardingEventBus {
    private final Throwable failure;

    Broken(Throwable failure) {
      this.failure = failure;
    }

    @Override
    protected EventBus delegate() {
      Sneaky.throwUnchecked(failure);
      return EventBus.noop();
    }
  }

  @Test
  @Contract({"EMI-01", "EMI-16"})
  void without_a_bus_nothing_is_built() {
    AtomicInteger built = new AtomicInteger();
    EventEmitter emitter = EventEmitter.of(null);

    emitter.emit(A);
    emitter.emit(A, event -> built.incrementAndGet());
    emitter.emit(A, "context", (event, context) -> built.incrementAndGet());

    assertThat(built).hasValue(0);
    assertThat(emitter.isEnabled(A)).isFalse();
  }

  @Test
  @Contract("EMI-16")
  void nothing_is_built_where_nobody_would_hear_it() {
    AtomicInteger built = new AtomicInteger();
    bus.subscribe(Kinds.B, events::add);

    EventEmitter.of(bus).emit(A, event -> built.incrementAndGet());
    EventEmitter.of(EventBus.noop()).emit(A, event -> built.incrementAndGet());

    assertThat(built).hasValue(0);
    assertThat(EventEmitter.of(bus).isEnabled(A)).isFalse();
    assertThat(EventEmitter.of(bus).isEnabled(Kinds.B)).isTrue();
  }

  @Test
  @Contract("EMI-01")
  void with_a_bus_the_event_is_emitted_as_it_was_filled() {
    bus.subscribe(A, events::add);
    EventEmitter emitter = EventEmitter.of(bus);

    emitter.emit(A);
    emitter.emit(A, event -> event.planId("p").detail("k", "v"));
    emitter.emit(A, "s", EventBuilder::sessionId);

    assertThat(events).hasSize(3);
    assertThat(events.get(1).planId()).isEqualTo("p");
    assertThat(events.get(1).details()).containsEntry("k", "v");
    assertThat(events.get(2).sessionId()).isEqualTo("s");
  }

  @Test
  @Contract("EMI-03")
  void whatever_the_content_throws_is_logged_with_the_kind_and_dropped() {
    bus.subscribe(A, events::add);
    EventEmitter emitter = EventEmitter.of(bus);

    try (LogCapture log = LogCapture.open()) {
      emitter.emit(
          A,
          event -> {
            throw new IllegalStateException("why");
          });
      emitter.emit(A, event -> event.detail("bad", Double.NaN));
      emitter.emit(A, event -> event.planId(" "));

      assertThat(log.warnings()).hasSize(3).allSatisfy(line -> assertThat(line).contains("\"a\""));
      assertThat(log.entries().get(0).getThrowableProxy().getMessage()).isEqualTo("why");
    }
    assertThat(events).isEmpty();
  }

  @Test
  @Contract("EMI-03")
  void a_bus_that_always_throws_costs_one_warning_each_and_nothing_else() {
    for (Throwable failure :
        List.of(
            new IllegalStateException(),
            new AssertionError(),
            new LinkageError(),
            new StackOverflowError(),
            new Exception())) {
      EventEmitter emitter = EventEmitter.of(new Broken(failure));
      try (LogCapture log = LogCapture.open()) {
        emitter.emit(A);
        emitter.emit(A, event -> event.planId("p"));
        assertThat(emitter.isEnabled(A)).isFalse();

        assertThat(log.warnings())
            .hasSize(3)
            .allSatisfy(line -> assertThat(line).contains(failure.getClass().getName()));
      }
    }
  }

  @Test
  @Contract("EMI-03")
  void an_interrupt_taken_by_a_bus_is_given_back() {
    EventEmitter.of(new Broken(new InterruptedException())).emit(A);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @Contract({"EMI-03", "BUS-10"})
  void fatal_errors_surface() {
    Error fatal = new OutOfMemoryError();
    EventEmitter emitter = EventEmitter.of(new Broken(fatal));

    assertThatThrownBy(() -> emitter.emit(A)).isSameAs(fatal);
    assertThatThrownBy(() -> emitter.isEnabled(A)).isSameAs(fatal);
  }

  @Test
  @Contract("EMI-03")
  void a_kind_that_cannot_tell_its_id_is_contained_too() {
    EventKind broken =
        () -> {
          throw new IllegalStateException();
        };

    try (LogCapture log = LogCapture.open()) {
      EventEmitter.of(bus).emit(broken, event -> event.planId("p"));

      assertThat(log.warnings()).singleElement().asString().contains("failing id()");
    }
  }

  @Test
  @Contract("EMI-03")
  void an_event_on_a_closed_bus_is_dropped_quietly() {
    bus.subscribe(A, events::add);
    bus.close();

    EventEmitter.of(bus).emit(A);

    assertThat(events).isEmpty();
  }

  @Test
  @Contract({"EMI-01", "CTX-02"})
  void what_happens_in_the_course_of_what_began_is_caused_by_it() {
    bus.subscribe(EventSelector.all(), events::add);
    EventEmitter emitter = EventEmitter.of(bus);

    EventContext begun = emitter.begin(A, "p", EventBuilder::planId);
    try (EventContext.Handle opened = begun.open()) {
      emitter.emit(Kinds.B);
    }
    emitter.emit(Kinds.C);

    assertThat(events.get(1).causationId()).isEqualTo(events.get(0).id());
    assertThat(events.get(1).planId()).isEqualTo("p");
    assertThat(events.get(2).causationId()).isNull();
  }

  @Test
  @Contract({"EMI-01", "EMI-03", "EMI-16"})
  void what_began_without_being_heard_leaves_the_present_context_in_place() {
    EventBus closed = EventBus.create();
    closed.subscribe(A, events::add);
    closed.close();
    EventBus refusing = EventBus.builder().order(DispatchOrder.FORBID).tap(events::add).build();
    DomainEvent present = DomainEvent.of(Kinds.C);

    try (LogCapture log = LogCapture.open();
        EventContext.Handle opened = EventContext.of(present).open()) {
      for (EventEmitter emitter :
          List.of(
              EventEmitter.of(null),
              EventEmitter.of(EventBus.noop()),
              EventEmitter.of(bus),
              EventEmitter.of(closed),
              EventEmitter.of(new Broken(new IllegalStateException())))) {
        assertThat(emitter.begin(A, "p", EventBuilder::planId).event()).isSameAs(present);
      }
      assertThat(log.warnings()).hasSize(1);
    }
    List<EventContext> inside = new ArrayList<>();
    refusing.subscribe(
        A,
        event -> inside.add(EventEmitter.of(refusing).begin(Kinds.B, "p", EventBuilder::planId)));
    refusing.emit(DomainEvent.of(A));
    assertThat(inside).singleElement().extracting(EventContext::event).isSameAs(events.get(0));
  }

  @Test
  @Contract("EMI-18")
  void given_cause_replaces_the_context_of_the_thread() {
    bus.subscribe(A, events::add);
    EventEmitter emitter = EventEmitter.of(bus);
    DomainEvent cause = DomainEvent.builder(Kinds.B).sessionId("s").planId("p").build();
    DomainEvent current = DomainEvent.builder(Kinds.B).sessionId("other").build();

    EventContext.of(current)
        .run(
            () -> {
              emitter.emit(cause, A, event -> event.detail("k", "v"));
              emitter.begin(cause, A, "p-2", EventBuilder::planId);
            });

    assertThat(events).extracting(DomainEvent::causationId).containsExactly(cause.id(), cause.id());
    assertThat(events).extracting(DomainEvent::sessionId).containsExactly("s", "s");
    assertThat(events).extracting(DomainEvent::planId).containsExactly("p", "p-2");
    assertThat(events.get(0).correlationId()).isEqualTo(cause.correlationId());
  }

  @Test
  @Contract({"EMI-01", "EMI-03", "EMI-18"})
  void begin_with_a_cause_returns_a_context_of_it() {
    bus.subscribe(A, events::add);
    DomainEvent cause = DomainEvent.of(Kinds.B);
    EventEmitter emitter = EventEmitter.of(bus);

    assertThat(emitter.begin(cause, A, "s", EventBuilder::sessionId).event())
        .isSameAs(events.get(0));
    assertThat(emitter.begin(cause, Kinds.B, "s", EventBuilder::sessionId).event()).isSameAs(cause);
    assertThat(EventEmitter.of(null).begin(cause, A, "s", EventBuilder::sessionId).event())
        .isSameAs(cause);
    assertThat(emitter.begin(cause, A, "ill formed", EventBuilder::sessionId).event())
        .isSameAs(cause);
    emitter.emit(Absent.absent(), A, event -> {});
    assertThat(emitter.begin(Absent.absent(), A, "s", EventBuilder::sessionId).event()).isNull();
    assertThat(events).hasSize(1);
  }
}
