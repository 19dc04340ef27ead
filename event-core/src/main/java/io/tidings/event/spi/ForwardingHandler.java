package io.tidings.event.spi;

import io.tidings.event.EventHandler;

/**
 * Handler that passes events on to another handler. A subscription without a name of its own is
 * named after the innermost handler. A forwarding handler of lists implements {@link
 * EventHandler.OfBatches} as well. Thread-safe if the other handler is.
 *
 * @contract BUS-19
 */
public interface ForwardingHandler extends EventHandler {

  /** Returns the handler that receives the events; the same one at every call, never itself. */
  EventHandler delegate();
}
