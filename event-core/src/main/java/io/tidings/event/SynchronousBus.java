package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.SafeLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus: delivers every event on the thread that emits it. Thread-safe: {@link #routes} is
 * replaced under {@link #lock} and read without; see {@code docs/concurrency.md}.
 */
final class SynchronousBus implements EventBus {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventFactory events;
  private final Taps taps;
  private final Dispatcher dispatcher;
  private final Duration closeTimeout;

  private final Object lock = new Object();
  private final AtomicBoolean warnedClosed = new AtomicBoolean();
  private long lastNumber;
  private volatile Routes routes = Routes.empty(false);

  SynchronousBus(EventFactory events, Taps taps, Dispatcher dispatcher, Duration closeTimeout) {
    this.events = events;
    this.taps = taps;
    this.dispatcher = dispatcher;
    this.closeTimeout = closeTimeout;
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    Routes now = routes;
    HandlerSubscription[] byKind = now.of(requireNonNull(event, "event").kind());
    if (byKind.length == 0 && now.keys == 0 && (taps.isEmpty() || now.closed)) {
      return now.closed ? tooLate(event) : EmitResult.done(0);
    }
    return dispatcher.dispatch(this, event, now, byKind);
  }

  private EmitResult tooLate(DomainEvent event) {
    if (warnedClosed.compareAndSet(false, true)) {
      String what = event.kind().id() + " " + event.id();
      SafeLog.warn(LOG, "This bus is closed; nobody hears " + what + " and what comes after", null);
    }
    return EmitResult.closed();
  }

  @Override
  public Subscription subscribe(
      EventSelector selector, SubscriptionOptions options, EventHandler handler) {
    requireNonNull(selector, "selector");
    requireNonNull(options, "options");
    requireNonNull(handler, "handler");
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

  /** Ends a subscription; tells whether it was still there. */
  boolean remove(HandlerSubscription gone) {
    synchronized (lock) {
      boolean listed = gone.isActive();
      if (listed) {
        routes = routes.without(gone);
      }
      gone.release();
      return listed;
    }
  }

  boolean isOpen() {
    return !routes.closed;
  }

  @Override
  public boolean isEnabled(EventKind kind) {
    Routes now = routes;
    boolean handled = now.mayTake(requireNonNull(kind, "kind"));
    return handled || (!now.closed && taps.isEnabled(kind));
  }

  @Override
  public boolean flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    if (present() != null) {
      throw new IllegalStateException(
          "flush inside a handler or tap of the same bus would wait for itself; call it elsewhere");
    }
    ThreadState state = ThreadState.acquire();
    boolean done = taps.flush(state, timeout);
    state.settle();
    return done;
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (routes.closed) {
        return;
      }
      routes = Routes.empty(true);
    }
    Frame present = present();
    if (present == null) {
      closeTaps();
    } else {
      present.closing = true;
    }
  }

  void closeTaps() {
    ThreadState state = ThreadState.acquire();
    taps.close(state, closeTimeout);
    state.settle();
  }

  /**
   * Returns this bus's frame on the calling thread, or null if the thread is not emitting to it.
   */
  private @Nullable Frame present() {
    ThreadState state = ThreadState.active();
    return state == null ? null : state.frameOf(this);
  }

  @Override
  public EventFactory events() {
    return events;
  }
}
