package io.tidings.event.spring.internal.transaction;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.async.CloseResult;
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.spring.internal.transaction.HeldEvents.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bus that holds the events of a transaction until it has ended, and appends them to the trail if
 * it has one. Thread-safe.
 */
final class TransactionalBus extends ForwardingEventBus {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionalBus.class);

  private final EventBus delegate;
  private final @Nullable TransactionalTrail trail;
  private final DetachedWork detached;
  private volatile boolean closed;

  /** Creates a bus; without a trail it appends nothing. */
  TransactionalBus(EventBus delegate, @Nullable TransactionalTrail trail, DetachedWork detached) {
    this.delegate = delegate;
    this.trail = trail;
    this.detached = detached;
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  @Nullable TransactionalTrail trail() {
    return trail;
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    requireNonNull(event, "event");
    if (closed) {
      return delegate.emit(event);
    }
    if (HeldEvents.isPossible()) {
      HeldEvents.current(this).add(event);
      return EmitResult.deferred();
    }
    Throwable failure = trail == null ? null : trail.store(List.of(event));
    EmitResult result =
        HeldEvents.isCompleting()
            ? detached.call(() -> delegate.emit(event))
            : delegate.emit(event);
    return failure == null ? result : withTapFailure(result, failure);
  }

  /** Registers with the transaction of the calling thread, so that none of its events is late. */
  void join() {
    if (!closed && HeldEvents.isPossible()) {
      HeldEvents.current(this);
    }
  }

  /**
   * Dispatches the events of a committed transaction.
   *
   * @param late those that its connection has not stored
   */
  void committed(List<Held> events, List<DomainEvent> late, boolean readOnly) {
    if (trail != null && !late.isEmpty()) {
      if (!readOnly) {
        LOG.warn(
            "Appending {} events after the commit of their transaction, from {} {}: it had begun to"
                + " commit, or is not of the trail's DataSource; they are lost if the process ends"
                + " now",
            late.size(),
            late.get(0).kind().id(),
            late.get(0).id());
      }
      trail.store(late);
    }
    detached.call(
        () -> {
          events.forEach(held -> held.context().run(() -> delegate.emit(held.event())));
          return true;
        });
  }

  private static EmitResult withTapFailure(EmitResult result, Throwable failure) {
    List<Throwable> failures = new ArrayList<>();
    failures.add(failure);
    failures.addAll(result.failures());
    return new EmitResult(
        result.status(),
        result.delivered(),
        result.queued(),
        result.failed(),
        result.tapFailures() + 1,
        failures);
  }

  /** Returns true for every kind while the bus is open if a trail receives all events. */
  @Override
  public boolean isEnabled(EventKind kind) {
    boolean enabled = delegate.isEnabled(kind);
    return enabled || (trail != null && !closed);
  }

  @Override
  public boolean flush(Duration timeout) {
    boolean flushed = delegate.flush(timeout);
    return (trail == null || trail.flush()) && flushed;
  }

  @Override
  public void close() {
    closed = true;
    delegate.close();
  }

  @Override
  public CloseResult close(Duration timeout) {
    closed = true;
    return delegate.close(timeout);
  }
}
