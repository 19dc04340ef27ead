package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

/** Encoder that throws for every entry. */
final class ThrowingEncoder extends EncoderBase<ILoggingEvent> {

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    throw new IllegalStateException("on purpose");
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
