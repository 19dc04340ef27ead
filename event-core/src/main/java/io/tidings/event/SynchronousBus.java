package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The bus: delivers every event on the thread that emits it. Thread-safe: {@link #routes} is
 * replaced under {@link #lock} and read without; see {@code docs/concurrency.md}.
 */
final class SynchronousBus implements EventBus {

  private static final EmitResult NOBODY = EmitResult.done(0);

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
    if (byKind.length == 0 && (!now.heardAnyway || isIdle(now, event))) {
      return now.closed ? tooLate(event) : NOBODY;
    }
    return dispatcher.dispatch(this, event, now, byKind);
  }

  /** Tells whether only taps could hear an event, and none of them would (TAP-04). */
  private boolean isIdle(Routes now, DomainEvent event) {
    return now.keys == 0 && !taps.anyInterested(event.kind());
  }

  private EmitResult tooLate(DomainEvent event) {
    if (warnedClosed.compareAndSet(false, true)) {
      String what = event.kind().id() + " " + event.id();
      failures.warn("This bus is closed; nobody hears " + what + " and what comes after");
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
    EventKind frozen = PlainKind.frozen(kind);
    Routes now = routes;
    return now.of(frozen).length > 0
        || now.mayTakeByKey(frozen)
        || (now.heardAnyway && taps.isEnabled(frozen));
  }

  @Override
  public boolean flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    if (present() != null) {
      throw new IllegalStateException(
          "flush inside a handler or tap of the same bus would wait for itself; call it elsewhere");
    }
    return dispatcher.aside(this, taps::flush, timeout);
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (routes.closed) {
        return;
      }
      routes = Routes.closed();
    }
    Frame present = present();
    if (present == null) {
      dispatcher.aside(this, taps::close, closeTimeout);
    } else {
      present.closeAtEnd();
    }
  }

  void closeTaps(ThreadState state) {
    taps.close(state, closeTimeout);
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
