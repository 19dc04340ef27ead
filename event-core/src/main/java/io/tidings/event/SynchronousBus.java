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

  private final EventFactory events;
  private final Taps taps;
  private final Dispatcher dispatcher;
  private final FailureReporter failures;
  private final Duration closeTimeout;

  private final Object lock = new Object();
  private final AtomicBoolean warnedClosed = new AtomicBoolean();
  private long lastNumber;
  private volatile Routes routes = Routes.empty(false);

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
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    Routes now = routes;
    HandlerSubscription[] byKind = now.of(requireNonNull(event, "event").kind());
    if (byKind.length == 0 && now.keys == 0 && (now.closed || taps.areIdle(event.kind()))) {
      return now.closed ? tooLate(event) : EmitResult.done(0);
    }
    return dispatcher.dispatch(this, event, now);
  }

  /**
   * Takes the handlers of a delivery's event as they are at one moment: every change writes new
   * routes, so what was found is good if they are still the same. An emit that has begun before the
   * bus was closed keeps what it has found.
   */
  void select(Delivery delivery, Routes taken) {
    taken.select(delivery);
    Routes now = taken;
    Routes later = routes;
    while (now.keys != 0 && later != now && !later.closed) {
      delivery.selection.clear();
      later.select(delivery);
      now = later;
      later = routes;
    }
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
    return now.mayTake(frozen) || (!now.closed && !taps.areIdle(frozen) && tapsWant(frozen));
  }

  /** Outside of an emit a tap that is asked may leave something open too. */
  private boolean tapsWant(EventKind kind) {
    return present() == null
        ? dispatcher.aside(this, state -> taps.isEnabled(state, kind))
        : taps.isEnabled(ThreadState.acquire(), kind);
  }

  @Override
  public boolean flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    if (present() != null) {
      throw new IllegalStateException(
          "flush inside a handler or tap of the same bus would wait for itself; call it elsewhere");
    }
    return dispatcher.aside(this, state -> taps.flush(state, timeout));
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
      dispatcher.aside(this, this::closeTaps);
    } else {
      present.closing = true;
    }
  }

  /** Closes the taps; true, as they count as closed whatever they do. */
  boolean closeTaps(ThreadState state) {
    taps.close(state, closeTimeout);
    return true;
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
