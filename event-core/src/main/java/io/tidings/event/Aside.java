package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * What is current while taps are asked, flushed or closed: the same event and scope as before, but
 * nothing that could be closed. Confined to a thread.
 */
final class Aside extends Current {

  private @Nullable Current outer;

  Aside over(@Nullable Current outer) {
    this.outer = outer;
    return this;
  }

  @Override
  @Nullable DomainEvent event() {
    return outer == null ? null : outer.event();
  }

  @Override
  EventScope scope() {
    return outer == null ? EventScope.none() : outer.scope();
  }

  @Override
  @Nullable Delivery delivery() {
    return outer == null ? null : outer.delivery();
  }
}
