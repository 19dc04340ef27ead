package io.tidings.event.spi;

import io.tidings.event.BusDescription;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.CloseResult;
import java.time.Duration;

/**
 * Base class for a bus that forwards every call to another bus. Thread-safe if the other bus is.
 */
public abstract class ForwardingEventBus implements EventBus {

  /** Creates a forwarding bus. */
  protected ForwardingEventBus() {}

  /** Returns the bus that receives the calls; the same one at every call. */
  protected abstract EventBus delegate();

  @Override
  public EmitResult emit(DomainEvent event) {
    return delegate().emit(event);
  }

  @Override
  public Subscription subscribe(
      EventSelector selector, SubscriptionOptions options, EventHandler handler) {
    return delegate().subscribe(selector, options, handler);
  }

  @Override
  public boolean isEnabled(EventKind kind) {
    return delegate().isEnabled(kind);
  }

  @Override
  public boolean flush(Duration timeout) {
    return delegate().flush(timeout);
  }

  @Override
  public void close() {
    delegate().close();
  }

  @Override
  public CloseResult close(Duration timeout) {
    return delegate().close(timeout);
  }

  @Override
  public BusDescription describe() {
    return delegate().describe();
  }

  @Override
  public BusDescription.Explanation explain(DomainEvent event) {
    return delegate().explain(event);
  }

  @Override
  public EventFactory events() {
    return delegate().events();
  }
}
