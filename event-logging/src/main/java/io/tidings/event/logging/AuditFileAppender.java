package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logback's appender for the audit trail: a rolling file that nobody but its owner may open, before
 * the first byte and after rolling; with an {@link AuditRollingPolicy} also after compression
 * (LOG-09). On file systems without POSIX permissions their own defaults hold.
 *
 * <p>A write that fails, as on a full disk, costs that entry and nothing else: the next one is
 * tried again. What is lost is counted, {@link #lost}, and reported with one WARN for each time
 * that writing has begun to fail (LOG-10). An entry cut short stands on a line of its own.
 *
 * <p>A log file is best effort: what the operating system has not yet written when the power fails
 * is gone. Prudent mode is not supported: one process writes one file. Thread-safe.
 */
public final class AuditFileAppender extends RollingFileAppender<ILoggingEvent> {

  private final AtomicLong lost = new AtomicLong();
  private final AtomicReference<@Nullable IOException> unreported = new AtomicReference<>();

  /** Whether the last entry was lost; guarded by the lock of the stream. */
  private boolean failing;

  /** Creates an appender; logback does so by name. */
  public AuditFileAppender() {}

  @Override
  public void start() {
    if (isPrudent()) {
      addError("prudent mode is not supported; give each process a file of its own");
    } else {
      super.start();
    }
  }

  /** A file that cannot be opened after rolling is tried again with each entry. */
  @Override
  public void openFile(String name) throws IOException {
    streamWriteLock.lock();
    try {
      AuditFile file = new AuditFile(Path.of(name), this::written);
      if (!isStarted()) {
        file.open();
      }
      setOutputStream(file);
    } finally {
      streamWriteLock.unlock();
    }
  }

  private void written(@Nullable IOException failure) {
    if (failure != null) {
      lost.incrementAndGet();
      if (!failing) {
        unreported.set(failure);
      }
    }
    failing = failure != null;
  }

  /** Reports outside the lock, since another appender may be slow; this one takes no part. */
  @Override
  protected void append(ILoggingEvent entry) {
    super.append(entry);
    IOException failure = unreported.getAndSet(null);
    if (failure != null) {
      String what = "The audit log " + getFile() + " cannot be written and loses entries";
      addError(what, failure);
      LoggerFactory.getLogger(AuditFileAppender.class).warn(what, failure);
    }
  }

  /** Returns how many entries could not be written so far. */
  public long lost() {
    return lost.get();
  }
}
