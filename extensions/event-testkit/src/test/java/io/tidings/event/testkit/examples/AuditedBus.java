package io.tidings.event.testkit.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.spi.ForwardingEventBus;
import java.util.concurrent.atomic.AtomicLong;

/** A host's bus that counts rejected events. */
final class AuditedBus extends ForwardingEventBus {

  private final EventBus delegate;
  private final AtomicLong refused = new AtomicLong();

  AuditedBus(EventBus delegate) {
    this.delegate = delegate;
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    EmitResult result = super.emit(event);
    if (result.status() == EmitResult.Status.REJECTED) {
      refused.incrementAndGet();
    }
    return result;
  }

  long refused() {
    return refused.get();
  }
}
