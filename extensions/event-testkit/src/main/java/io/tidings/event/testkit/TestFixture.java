package io.tidings.event.testkit;

import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The bus, clock, ids and executor of one test. */
final class TestFixture {

  static final Set<Class<?>> TYPES =
      Set.of(RecordingEventBus.class, TestClock.class, SequentialIds.class, ManualExecutor.class);

  private final RecordingEventBus bus;
  private final Map<Class<?>, Object> parts;

  TestFixture(Instant start, Consumer<EventBusBuilder> options, int capacity) {
    TestClock clock = TestClock.at(start);
    SequentialIds ids = new SequentialIds();
    EventFactory events = EventFactory.standard().withClock(clock).withIds(ids);
    this.bus =
        RecordingEventBus.create(builder -> options.accept(builder.events(events)), capacity);
    this.parts =
        Map.of(
            RecordingEventBus.class, bus,
            TestClock.class, clock,
            SequentialIds.class, ids,
            ManualExecutor.class, new ManualExecutor());
  }

  RecordingEventBus bus() {
    return bus;
  }

  Object get(Class<?> type) {
    Object part = parts.get(type);
    if (part == null) {
      throw new IllegalArgumentException("unsupported parameter type " + type.getName());
    }
    return part;
  }
}
