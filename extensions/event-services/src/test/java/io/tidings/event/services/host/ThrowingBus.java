package io.tidings.event.services.host;

import io.tidings.event.EventBus;
import io.tidings.event.spi.ForwardingEventBus;

/** Bus whose every method throws. */
public final class ThrowingBus extends ForwardingEventBus {

  @Override
  protected EventBus delegate() {
    throw new IllegalStateException("this bus always throws");
  }
}
