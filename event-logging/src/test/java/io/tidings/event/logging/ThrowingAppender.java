package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;

/** Appender of a host whose exceptions logback does not catch. */
final class ThrowingAppender extends OutputStreamAppender<ILoggingEvent> {

  private final Throwable failure;

  ThrowingAppender(Throwable failure) {
    this.failure = failure;
  }

  @Override
  public void doAppend(ILoggingEvent entry) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw (Error) failure;
  }
}
