package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * Current event of the thread that has created this, until {@link #close}. Confined to the thread.
 */
public interface HandledEvent {

  /** Makes an event the current one of the thread, with its scope; null for none. */
  void enter(@Nullable DomainEvent event);

  /** Leaves the thread without an event; discards the contexts that were left open. */
  void leave();

  /** Restores the context that the thread had. */
  void close();
}
