package io.tidings.event.observe.jfr;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventHandler;
import io.tidings.event.observe.internal.HandlerBus;
import io.tidings.event.observe.internal.HandlerName;
import io.tidings.event.observe.internal.ObservedHandler;

/** Bus that records its emits and handler calls while a recording has them enabled. */
final class RecordedBus extends HandlerBus {

  private final EventBus bus;

  RecordedBus(EventBus bus) {
    super(bus, (handler, name, options) -> ObservedHandler.of(new Recorded(handler, name)));
    this.bus = bus;
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    return EmitEvent.PROBE.isEnabled() ? recorded(event) : bus.emit(event);
  }

  private EmitResult recorded(DomainEvent event) {
    EmitEvent recorded = new EmitEvent();
    recorded.begin();
    EmitResult result = bus.emit(event);
    recorded.end();
    if (recorded.shouldCommit()) {
      recorded.kind = event.kind().id();
      recorded.eventId = event.id();
      recorded.sessionId = event.sessionId();
      recorded.status = result.status().name();
      recorded.delivered = result.delivered();
      recorded.queued = result.queued();
      recorded.failed = result.failed();
      recorded.commit();
    }
    return result;
  }

  /** Handler whose calls are recorded. */
  private record Recorded(EventHandler delegate, HandlerName name) implements ObservedHandler {

    @Override
    public void handle(DomainEvent event) throws Exception {
      if (HandlerEvent.PROBE.isEnabled()) {
        ObservedHandler.super.handle(event);
      } else {
        delegate.handle(event);
      }
    }

    @Override
    public void surround(DomainEvent event, int count, Call call) throws Exception {
      HandlerEvent recorded = new HandlerEvent();
      recorded.begin();
      try {
        call.run();
      } catch (Throwable failure) {
        recorded.failure = failure.getClass().getName();
        throw failure;
      } finally {
        recorded.end();
        if (recorded.shouldCommit()) {
          recorded.subscription = name.get();
          recorded.kind = event.kind().id();
          recorded.eventId = event.id();
          recorded.events = count;
          recorded.attempt = EventContext.attempt();
          recorded.commit();
        }
      }
    }
  }
}
