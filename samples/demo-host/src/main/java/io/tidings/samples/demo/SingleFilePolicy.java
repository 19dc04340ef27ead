package io.tidings.samples.demo;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import java.io.File;

/**
 * Rolling policy that never rolls: the log of a run is one file, whose path is no pattern. Confined
 * to its appender.
 */
final class SingleFilePolicy extends RollingPolicyBase implements TriggeringPolicy<ILoggingEvent> {

  @Override
  public boolean isTriggeringEvent(File activeFile, ILoggingEvent event) {
    return false;
  }

  @Override
  public void rollover() {
    throw new IllegalStateException("the log of a run is never rolled");
  }

  @Override
  public String getActiveFileName() {
    return getParentsRawFileProperty();
  }

  @Override
  public CompressionMode getCompressionMode() {
    return CompressionMode.NONE;
  }
}
