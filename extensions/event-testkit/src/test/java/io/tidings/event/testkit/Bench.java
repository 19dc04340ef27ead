package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import java.util.function.UnaryOperator;

/** A recording bus with a test clock and sequential ids. */
final class Bench {

  final TestClock clock = TestClock.at(TestClock.DEFAULT_START);
  final RecordingEventBus bus;

  Bench() {
    this(RecordingEventBus.DEFAULT_CAPACITY);
  }

  Bench(int capacity) {
    EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
    bus = RecordingEventBus.create(options -> options.events(events), capacity);
  }

  DomainEvent emit(EventKind kind) {
    return emit(kind, builder -> builder);
  }

  DomainEvent emit(EventKind kind, UnaryOperator<EventBuilder> parts) {
    return emitted(parts.apply(bus.events().builder(kind)));
  }

  DomainEvent emitCaused(DomainEvent cause, EventKind kind, UnaryOperator<EventBuilder> parts) {
    return emitted(parts.apply(bus.events().caused(cause, kind)));
  }

  private DomainEvent emitted(EventBuilder builder) {
    DomainEvent event = builder.build();
    bus.emit(event);
    return event;
  }
}
