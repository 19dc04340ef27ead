package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.CloseResult;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.async.internal.WorkTimer;
import io.tidings.event.internal.Deadline;
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
  private final AsyncSubscriptions asynchronous;
  private final Duration closeTimeout;

  private final Object lock = new Object();
  private final AtomicBoolean warnedClosed = new AtomicBoolean();
  private long lastNumber;
  private volatile Routes routes;

  /** The outcome of the close; until then a pending one. */
  private volatile CloseResult closed = CloseResult.PENDING;

  SynchronousBus(
      EventFactory events,
      DispatchOrder order,
      List<EventTap> taps,
      FailureListener failureListener,
      Duration closeTimeout,
      WorkTimer timer) {
    this.events = events;
    this.failures = new FailureReporter(failureListener);
    this.taps = new Taps(taps, failures);
    this.dispatcher = new Dispatcher(order, this.taps, failures);
    this.asynchronous = new AsyncSubscriptions(failures, timer);
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
    AsyncSubscriptions.require(options, handler);
    synchronized (lock) {
      if (routes.closed) {
        throw new IllegalStateException("this bus is closed; subscribe before closing it");
      }
      HandlerSubscription added =
          new HandlerSubscription(this, ++lastNumber, selector.clauses(), options, handler);
      asynchronous.add(added, options);
      routes = routes.with(added);
      return added;
    }
  }

  /** Ends a subscription; returns whether it was active. */
  boolean remove(HandlerSubscription subscription) {
    boolean active;
    synchronized (lock) {
      active = subscription.isActive();
      if (active) {
        routes = routes.without(subscription);
      }
      subscription.release();
    }
    if (active) {
      asynchronous.remove(subscription);
    }
    return active;
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
    Deadline deadline = new Deadline(timeout);
    if (activeFrame() != null || asynchronous.isInHandler()) {
      throw new IllegalStateException(
          "flush inside a handler or tap of the same bus would wait for itself; call it elsewhere");
    }
    boolean delivered = asynchronous.flush(deadline);
    return dispatcher.runInFrame(this, taps::flush, deadline.left()) && delivered;
  }

  @Override
  public void close() {
    close(closeTimeout);
  }

  @Override
  public CloseResult close(Duration timeout) {
    requireNonNull(timeout, "timeout");
    synchronized (lock) {
      if (routes.closed) {
        return closed;
      }
      routes = Routes.closed();
    }
    Frame frame = activeFrame();
    if (frame != null) {
      frame.closeAtEnd();
    } else if (asynchronous.isInHandler()) {
      AsyncSubscriptions.run(() -> end(timeout));
    } else {
      end(timeout);
    }
    return closed;
  }

  private void end(Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    List<Undelivered> undelivered = asynchronous.close(deadline);
    dispatcher.runInFrame(
        this, (state, left) -> closeTaps(state, left, undelivered), deadline.left());
  }

  /** Ends a bus that was closed inside a handler or tap, on the emitting thread; returns true. */
  boolean endInFrame(ThreadState state) {
    Deadline deadline = new Deadline(closeTimeout);
    return closeTaps(state, deadline.left(), asynchronous.close(deadline));
  }

  /** Closes the taps with a shared timeout, then ends the reports of failures; returns true. */
  private boolean closeTaps(ThreadState state, Duration timeout, List<Undelivered> undelivered) {
    boolean flushed = taps.close(state, timeout);
    failures.summarize(state);
    closed = new CloseResult(flushed, undelivered);
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
