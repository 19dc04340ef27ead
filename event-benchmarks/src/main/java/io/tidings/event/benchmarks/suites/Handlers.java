package io.tidings.event.benchmarks.suites;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventType;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Handlers of all suites: four classes with the same small work, so that the compiler cannot
 * predict the called class, as in a host.
 */
final class Handlers {

  static final EventType KIND = EventType.PLAN_APPLIED;

  private static final int TRAINING_EMITS = 30_000;

  private Handlers() {}

  /** Returns a number of handlers, alternating between the four classes. */
  static EventHandler[] create(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                switch (i % 4) {
                  case 0 -> new Fourth();
                  case 1 -> new Third();
                  case 2 -> new Second();
                  default -> new First();
                })
        .toArray(EventHandler[]::new);
  }

  /** Returns a bus with the handlers subscribed to {@link #KIND}. */
  static EventBus bus(EventHandler... handlers) {
    EventBus bus = EventBus.create();
    for (EventHandler handler : handlers) {
      bus.subscribe(KIND, handler);
    }
    return bus;
  }

  /** Returns four handlers that write nothing, so that threads do not contend. */
  static EventHandler[] readers() {
    return new EventHandler[] {
      event -> read(event.id()),
      event -> read(event.correlationId()),
      event -> read(event.planId()),
      event -> read(event.sessionId())
    };
  }

  private static void read(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalStateException("the event lacks an id");
    }
  }

  static DomainEvent event() {
    return DomainEvent.builder(KIND).planId("p-1").sessionId("s-1").build();
  }

  /** Calls the handlers in a plain loop, as a host without a bus does. */
  static int loop(EventHandler[] handlers, DomainEvent event) throws Exception {
    for (EventHandler handler : handlers) {
      handler.handle(event);
    }
    return handlers.length;
  }

  /** Calls a handler and wraps its checked exceptions. */
  static void handleUnchecked(EventHandler handler, DomainEvent event) {
    try {
      handler.handle(event);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Calls loop and bus with all four classes before the final compilation: the compiler predicts at
   * most two, and a single handler is of the fourth class.
   */
  static void trainCompiler() throws Exception {
    EventHandler[] all = {new First(), new Second(), new Third(), new Fourth()};
    DomainEvent event = event();
    EventBus bus = bus(all);
    for (int i = 0; i < TRAINING_EMITS; i++) {
      loop(all, event);
      bus.emit(event);
    }
  }

  /** Handler in the form that Guava requires: called by reflection, for events of every kind. */
  public record Subscriber(EventHandler handler) {

    /** Passes an event on. */
    @Subscribe
    @AllowConcurrentEvents
    public void handle(DomainEvent event) throws Exception {
      handler.handle(event);
    }
  }

  /** Handler with a small amount of work; public, since Guava calls it by reflection. */
  public abstract static class SummingHandler implements EventHandler {
    long sum;

    @Override
    @Subscribe
    @AllowConcurrentEvents
    public abstract void handle(DomainEvent event);
  }

  /** First of the four classes. */
  public static final class First extends SummingHandler {
    @Override
    public void handle(DomainEvent event) {
      sum += event.id().length();
    }
  }

  /** Second of the four classes. */
  public static final class Second extends SummingHandler {
    @Override
    public void handle(DomainEvent event) {
      sum += event.id().length();
    }
  }

  /** Third of the four classes. */
  public static final class Third extends SummingHandler {
    @Override
    public void handle(DomainEvent event) {
      sum += event.id().length();
    }
  }

  /** Fourth of the four classes. */
  public static final class Fourth extends SummingHandler {
    @Override
    public void handle(DomainEvent event) {
      sum += event.id().length();
    }
  }
}
