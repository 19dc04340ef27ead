package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;

/** Current event of the thread that has created this. Confined to the thread. */
public interface HandledEvent {

  /** Makes an event the current one of the thread, with its scope. */
  void enter(DomainEvent event);

  /** Restores the context that the thread had; closes those that were left open. */
  void leave();
}
