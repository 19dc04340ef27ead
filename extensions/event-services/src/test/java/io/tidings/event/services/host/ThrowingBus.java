package io.tidings.event.services.host;

import io.tidings.event.EventBus;
import io.tidings.event.spi.ForwardingEventBus;

/** A bus that throws whatever is asked of it. */
public final class ThrowingBus extends ForwardingEventBus {

  @Override
  protected EventBus delegate() {
    throw new IllegalStateException("this bus always throws");
  }
}
