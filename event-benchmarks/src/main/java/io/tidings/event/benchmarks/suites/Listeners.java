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
 * The handlers of every suite: four classes that do the same small work, so that a call of one is
 * as in a host, not one that the compiler can foresee.
 */
final class Listeners {

  static final EventType KIND = EventType.PLAN_APPLIED;

  private static final int TRAINING = 30_000;

  private Listeners() {}

  /** Returns so many handlers of the four classes in turn. */
  static EventHandler[] some(int count) {
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

  /** Returns four handlers that write nothing, so that threads do not wait for each other. */
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
      throw new IllegalStateException("the event has lost an id");
    }
  }

  static DomainEvent event() {
    return DomainEvent.builder(KIND).planId("p-1").sessionId("s-1").build();
  }

  /** The floor: what a host would write that needs no bus. */
  static int loop(EventHandler[] handlers, DomainEvent event) throws Exception {
    for (EventHandler handler : handlers) {
      handler.handle(event);
    }
    return handlers.length;
  }

  /** Calls a handler where nothing may be thrown. */
  static void quietly(EventHandler handler, DomainEvent event) {
    try {
      handler.handle(event);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Lets the loop and the bus meet all four classes before anything is compiled for good: the
   * compiler foresees the first two at most, and a single handler is of the fourth.
   */
  static void train() throws Exception {
    EventHandler[] all = {new First(), new Second(), new Third(), new Fourth()};
    DomainEvent event = event();
    EventBus bus = bus(all);
    for (int i = 0; i < TRAINING; i++) {
      loop(all, event);
      bus.emit(event);
    }
  }

  /** A handler as Guava takes it: by reflection, and for every event whatever its kind. */
  public record Subscriber(EventHandler handler) {

    /** Passes an event on. */
    @Subscribe
    @AllowConcurrentEvents
    public void hear(DomainEvent event) throws Exception {
      handler.handle(event);
    }
  }

  /** The small work; public, as Guava calls it by reflection. */
  public abstract static class Listener implements EventHandler {
    long seen;

    @Override
    @Subscribe
    @AllowConcurrentEvents
    public abstract void handle(DomainEvent event);
  }

  /** A handler. */
  public static final class First extends Listener {
    @Override
    public void handle(DomainEvent event) {
      seen += event.id().length();
    }
  }

  /** Another one. */
  public static final class Second extends Listener {
    @Override
    public void handle(DomainEvent event) {
      seen += event.id().length();
    }
  }

  /** Another one. */
  public static final class Third extends Listener {
    @Override
    public void handle(DomainEvent event) {
      seen += event.id().length();
    }
  }

  /** Another one. */
  public static final class Fourth extends Listener {
    @Override
    public void handle(DomainEvent event) {
      seen += event.id().length();
    }
  }
}
