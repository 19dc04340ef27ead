package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.CloseResult;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.internal.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private final DispatchOrder order;
  private final boolean registrationPlaces;

  /** The subscription of unhandled events, which is in no index; or null. */
  private final @Nullable HandlerSubscription unhandled;

  private final Object lock = new Object();
  private final AtomicBoolean warnedClosed = new AtomicBoolean();
  private long lastNumber;

  /** The active subscriptions, in the order of subscription. */
  private final Set<HandlerSubscription> subscriptions = new LinkedHashSet<>();

  private volatile Routes routes;

  /** The outcome of the close; until then a pending one. */
  private volatile CloseResult closed = CloseResult.PENDING;

  SynchronousBus(EventBusBuilder.Parts parts) {
    this.events = parts.events();
    this.order = parts.order();
    this.failures = new FailureReporter(parts.failureListener());
    this.taps = new Taps(parts.taps(), failures);
    this.unhandled = subscriptionOf(parts.unhandled());
    this.dispatcher = new Dispatcher(order, taps, failures, unhandled);
    this.asynchronous = new AsyncSubscriptions(failures, parts.timer());
    this.closeTimeout = parts.closeTimeout();
    this.registrationPlaces = parts.registrationPlaces();
    this.routes = Routes.open(!taps.isEmpty() || unhandled != null);
  }

  private @Nullable HandlerSubscription subscriptionOf(@Nullable EventHandler unhandled) {
    return unhandled == null
        ? null
        : new HandlerSubscription(
            this,
            HandlerSubscription.UNHANDLED,
            List.of(Clause.NEVER),
            SubscriptionOptions.named("unhandled"),
            unhandled,
            null);
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

  /** Returns whether only taps could receive an event, and none is interested. */
  private boolean hasNoReceiver(Routes now, DomainEvent event) {
    return unhandled == null && now.keys == 0 && !taps.anyInterested(event.kind());
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
    String place = registrationPlaces ? Inspection.callerOfBus() : null;
    synchronized (lock) {
      if (routes.closed) {
        throw new IllegalStateException("this bus is closed; subscribe before closing it");
      }
      HandlerSubscription added =
          new HandlerSubscription(this, ++lastNumber, selector.clauses(), options, handler, place);
      asynchronous.add(added, options);
      routes = routes.with(added);
      subscriptions.add(added);
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
        subscriptions.remove(subscription);
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
        || (now.hasTapsOrKeyedSubscriptions
            && ((unhandled != null && !now.closed) || taps.isEnabled(normalized)));
  }

  @Override
  public BusDescription describe() {
    return inspection().describe(order);
  }

  @Override
  public BusDescription.Explanation explain(DomainEvent event) {
    EventKind kind = requireNonNull(event, "event").kind();
    Routes now = routes;
    return inspection().explain(event, now.of(kind).length > 0 || now.mayMatchByKey(kind));
  }

  private Inspection inspection() {
    List<HandlerSubscription> active;
    boolean open;
    synchronized (lock) {
      active = new ArrayList<>(subscriptions);
      open = !routes.closed;
    }
    active.sort((one, other) -> Integer.compare(one.order(), other.order()));
    return new Inspection(active, unhandled, taps, open);
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
      subscriptions.clear();
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
    if (unhandled != null) {
      unhandled.release();
    }
    failures.summarize(state);
    closed = new CloseResult(false, flushed, undelivered);
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
