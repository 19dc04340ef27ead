package io.tidings.event.observe.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.spi.ForwardingHandler;
import java.util.List;

/** Handler that surrounds the calls of another handler. */
public interface ObservedHandler extends ForwardingHandler {

  /**
   * Surrounds the call of a handler, and makes it exactly once.
   *
   * @param event the event; of a list, the first one
   * @param count the number of events
   * @param call the call
   * @throws Exception what the call throws
   */
  void surround(DomainEvent event, int count, Call call) throws Exception;

  @Override
  default void handle(DomainEvent event) throws Exception {
    surround(event, 1, () -> delegate().handle(event));
  }

  /** Call of a handler. */
  @FunctionalInterface
  interface Call {
    void run() throws Exception;
  }

  /** Returns a handler of lists if {@code delegate} is one, else {@code observed}. */
  static EventHandler of(ObservedHandler observed) {
    return observed.delegate() instanceof OfBatches lists ? new Lists(observed, lists) : observed;
  }

  /** Handler of lists that surrounds the calls of another one. */
  record Lists(ObservedHandler observed, EventHandler.OfBatches delegate)
      implements EventHandler.OfBatches, ForwardingHandler {

    @Override
    public void handle(DomainEvent event) throws Exception {
      observed.handle(event);
    }

    @Override
    public void handle(List<DomainEvent> events) throws Exception {
      observed.surround(events.get(0), events.size(), () -> delegate.handle(events));
    }
  }
}
