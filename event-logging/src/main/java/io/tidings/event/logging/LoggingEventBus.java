package io.tidings.event.logging;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.spi.ForwardingEventBus;

/**
 * A bus that logs every event and then does what any bus does (LOG-01, LOG-03). For hosts that want
 * an audit trail in their log and no reactive library (LOG-02).
 *
 * <pre>{@code
 * EventBus bus = LoggingEventBus.create();
 * bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").build());
 * }</pre>
 *
 * <p>It is the library's bus with a {@link LoggingTap}, and keeps every promise of that bus. The
 * entry is written on the emitting thread, before any handler runs; for a log that may be slow give
 * a bus {@code AsyncTap.of(LoggingTap.standard())} instead.
 *
 * <p>Thread-safe.
 */
public final class LoggingEventBus extends ForwardingEventBus {

  private final EventBus bus;

  private LoggingEventBus(EventBus bus) {
    this.bus = bus;
  }

  /** Returns a new bus with every default. */
  public static LoggingEventBus create() {
    return of(EventBus.builder());
  }

  /** Returns a new bus that is built by {@code bus} and logs through the standard tap. */
  public static LoggingEventBus of(EventBusBuilder bus) {
    return of(bus, LoggingTap.standard());
  }

  /**
   * Returns a new bus that is built by {@code bus} and logs through {@code log}, which is added to
   * the builder after the taps it has.
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
