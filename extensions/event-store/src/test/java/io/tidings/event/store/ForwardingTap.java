package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.spi.EventTap;
import java.util.Set;

/** A tap for all kinds but some. */
record ForwardingTap(EventTap tap, Set<String> unheard) implements EventTap {

  @Override
  public void onEvent(DomainEvent event) throws Exception {
    tap.onEvent(event);
  }

  @Override
  public boolean isEnabled(EventKind kind) {
    return !unheard.contains(kind.id());
  }

  @Override
  public boolean isIdle(EventKind kind) {
    return !isEnabled(kind);
  }
}
