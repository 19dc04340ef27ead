package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Event bus that dispatches on the emitting thread. Thread-safe: {@link #routes} is replaced under
 * {@link #lock} and read without it; see {@code docs/concurrency.md}.
 */
final class SynchronousBus implements EventBus {

  private static final EmitResult UNRECEIVED = EmitResult.done(0);

  private final EventFactory events;
  private final Taps taps;
  private final Dispatcher dispatcher;
  private final FailureReporter failures;
  private final Duration closeTimeout;

  private final Object lock = new Object();
  private final AtomicBoolean warnedClosed = new AtomicBoolean();
  private long lastNumber;
  private volatile Routes routes;

  SynchronousBus(
      EventFactory events,
      DispatchOrder order,
      List<EventTap> taps,
      FailureListener failureListener,
      Duration closeTimeout) {
    this.events = events;
    this.failures = new FailureReporter(failureListener);
    this.taps = new Taps(taps, failures);
    this.dispatcher = new Dispatcher(order, this.taps, failures);
    this.closeTimeout = closeTimeout;
    this.routes = Routes.open(!this.taps.isEmpty());
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    Routes now = routes;
    HandlerSubscription[] byKind = now.of(requireNonNull(event, "event").kind());
    if (byKind.length == 0 && (!now.hasTapsOrKeyedSubscriptions || hasNoReceiver(now, event))) {
      return now.closed ? emittedAfterClose(event) : UNRECEIVED;
    }
    return dispatcher.dispatch(this, event, now, byKind);
  }

  /** Returns whether only taps could receive an event and none is interested. */
  private boolean hasNoReceiver(Routes now, DomainEvent event) {
    return now.keys == 0 && !taps.anyInterested(event.kind());
  }

  private EmitResult emittedAfterClose(DomainEvent event) {
    if (warnedClosed.compareAndSet(false, true)) {
      String what = event.kind().id() + " " + event.id();
      failures.warn(
          "Bus is closed; dropping " + what + " and all later events (logged once per bus)");
    }
    return EmitResult.closed();
  }

  @Override
  public Subscription subscribe(
      EventSelector selector, SubscriptionOptions options, EventHandler handler) {
    requireNonNull(selector, "selector");
    requireNonNull(options, "options");
    requireNonNull(handler, "handler");
    EventCatalog catalog = events.catalog();
    if (catalog != null) {
      catalog.require(selector);
    }
    synchronized (lock) {
      if (routes.closed) {
        throw new IllegalStateException("this bus is closed; subscribe before closing it");
      }
      HandlerSubscription added =
          new HandlerSubscription(this, ++lastNumber, selector.clauses(), options, handler);
      routes = routes.with(added);
      return added;
    }
  }

  /** Ends a subscription; returns whether it was active. */
  boolean remove(HandlerSubscription subscription) {
    synchronized (lock) {
      boolean active = subscription.isActive();
      if (active) {
        routes = routes.without(subscription);
      }
      subscription.release();
      return active;
    }
  }

  boolean isOpen() {
    return !routes.closed;
  }

  @Override
  public boolean isEnabled(EventKind kind) {
    EventKind normalized = PlainKind.normalize(kind);
    Routes now = routes;
    return now.of(normalized).length > 0
        || now.mayMatchByKey(normalized)
        || (now.hasTapsOrKeyedSubscriptions && taps.isEnabled(normalized));
  }

  @Override
  public boolean flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    if (activeFrame() != null) {
      throw new IllegalStateException(
          "flush inside a handler or tap of the same bus would wait for itself; call it elsewhere");
    }
    return dispatcher.runInFrame(this, taps::flush, timeout);
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (routes.closed) {
        return;
      }
      routes = Routes.closed();
    }
    Frame frame = activeFrame();
    if (frame == null) {
      dispatcher.runInFrame(this, (state, timeout) -> closeTaps(state), closeTimeout);
    } else {
      frame.closeAtEnd();
    }
  }

  /** Closes the taps with a shared timeout, then ends the reports of failures; returns true. */
  boolean closeTaps(ThreadState state) {
    taps.close(state, closeTimeout);
    failures.summarize(state);
    return true;
  }

  /**
   * Returns this bus's frame on the calling thread, or null if the thread is not emitting to it.
   */
  private @Nullable Frame activeFrame() {
    ThreadState state = ThreadState.active();
    return state == null ? null : state.frameOf(this);
  }

  @Override
  public EventFactory events() {
    return events;
  }
}
