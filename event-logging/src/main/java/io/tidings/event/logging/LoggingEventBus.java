package io.tidings.event.logging;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.spi.ForwardingEventBus;

/**
 * Event bus that writes every event to the log before it dispatches it.
 *
 * <pre>{@code
 * EventBus bus = LoggingEventBus.create();
 * bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").build());
 * }</pre>
 *
 * <p>It delegates to a bus with a {@link LoggingTap} and fulfils the whole contract of {@link
 * EventBus}. The entry is written on the emitting thread before any handler runs; for a slow log,
 * build a bus with {@code AsyncTap.of(LoggingTap.standard())} instead.
 *
 * <p>Thread-safe. Every method rejects null with a {@link NullPointerException}.
 *
 * @contract LOG-01, LOG-02, LOG-03
 */
public final class LoggingEventBus extends ForwardingEventBus {

  private final EventBus bus;

  private LoggingEventBus(EventBus bus) {
    this.bus = bus;
  }

  /** Returns a new bus with the default settings and {@link LoggingTap#standard()}. */
  public static LoggingEventBus create() {
    return of(EventBus.builder());
  }

  /** Returns a new bus from a builder, with {@link LoggingTap#standard()} as its last tap. */
  public static LoggingEventBus of(EventBusBuilder bus) {
    return of(bus, LoggingTap.standard());
  }

  /**
   * Returns a new bus from a builder, with {@code log} as its last tap. The tap is added to the
   * builder itself.
   */
  public static LoggingEventBus of(EventBusBuilder bus, LoggingTap log) {
    requireNonNull(log, "log");
    return new LoggingEventBus(requireNonNull(bus, "bus").tap(log).build());
  }

  @Override
  protected EventBus delegate() {
    return bus;
  }
}
