package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.CloseResult;
import java.time.Duration;
import java.util.List;

/** Bus without effect. Immutable and thread-safe. */
enum NoopBus implements EventBus {
  INSTANCE;

  @Override
  public EmitResult emit(DomainEvent event) {
    requireNonNull(event, "event");
    return EmitResult.done(0);
  }

  @Override
  public Subscription subscribe(
      EventSelector selector, SubscriptionOptions options, EventHandler handler) {
    requireNonNull(selector, "selector");
    requireNonNull(options, "options");
    requireNonNull(handler, "handler");
    String name = options.name();
    return new Inactive(name == null ? "noop" : name);
  }

  @Override
  public boolean isEnabled(EventKind kind) {
    requireNonNull(kind, "kind");
    return false;
  }

  @Override
  public boolean flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    return true;
  }

  @Override
  public void close() {
    // No resources to release.
  }

  @Override
  public CloseResult close(Duration timeout) {
    requireNonNull(timeout, "timeout");
    return CloseResult.COMPLETE;
  }

  @Override
  public BusDescription describe() {
    return new BusDescription(false, DispatchOrder.QUEUED, List.of(), List.of());
  }

  @Override
  public BusDescription.Explanation explain(DomainEvent event) {
    requireNonNull(event, "event");
    return new BusDescription.Explanation(event, false, false, List.of(), List.of());
  }

  @Override
  public EventFactory events() {
    return EventFactory.standard();
  }

  /** Subscription that is never active. */
  private record Inactive(String name) implements Subscription {

    @Override
    public boolean unsubscribe() {
      return false;
    }

    @Override
    public boolean isActive() {
      return false;
    }
  }
}
