package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** What is current on a thread: a delivery, or what was opened over it. Confined to that thread. */
abstract class Current {

  abstract @Nullable DomainEvent event();

  abstract EventScope scope();

  /** Returns the delivery this is or lies over, or null if there is none. */
  abstract @Nullable Delivery delivery();
}
