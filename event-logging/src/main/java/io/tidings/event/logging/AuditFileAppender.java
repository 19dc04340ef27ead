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
 * Logback appender that writes the audit log to a rolling, owner-only file. The permissions are set
 * before the first byte and kept by rolling, and with an {@link AuditRollingPolicy} by compression.
 * A file system without POSIX permissions applies its own defaults. A symbolic link is followed and
 * its target treated so.
 *
 * <p>An entry that cannot be written, for example on a full disk, or that an encoder or layout
 * rejects, is lost and counted by {@link #lost}; the next entry is attempted as usual, and opens
 * the file if necessary. One WARN is logged each time writing starts to fail. A truncated entry
 * stays on a line of its own.
 *
 * <p>The file is best effort: data that the operating system has not written is lost on a power
 * failure. Prudent mode is not supported, so a file has one writing process. Thread-safe.
 *
 * @contract LOG-09, LOG-10
 */
public final class AuditFileAppender extends RollingFileAppender<ILoggingEvent> {

  private final AtomicLong lost = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> unreported = new AtomicReference<>();

  /** True if the last entry was lost. Guarded by the lock of the stream. */
  private boolean failing;

  /** Creates an appender. Logback calls this constructor by the class name. */
  public AuditFileAppender() {}

  /** Opens the file and starts the appender; in prudent mode adds an error status instead. */
  @Override
  public void start() {
    if (isPrudent()) {
      addError("prudent mode is not supported; give each process a file of its own");
    } else {
      super.start();
    }
  }

  /** Opens the file. After a failure, each entry tries to open it again. */
  @Override
  public void openFile(String name) {
    AuditFile file = new AuditFile(Path.of(name), this::recordOutcome);
    streamWriteLock.lock();
    try {
      setOutputStream(file);
      if (!isStarted()) {
        file.open();
      }
    } catch (IOException failure) {
      addError("cannot open " + name + "; each entry tries to open it again", failure);
    } finally {
      streamWriteLock.unlock();
    }
  }

  private void recordOutcome(@Nullable Throwable failure) {
    if (failure != null) {
      lost.incrementAndGet();
      if (!failing) {
        unreported.set(failure);
      }
    }
    failing = failure != null;
  }

  @Override
  protected void append(ILoggingEvent entry) {
    try {
      super.append(entry);
    } catch (RuntimeException | Error failure) {
      recordEncodingFailure(failure);
      throw failure;
    } finally {
      report();
    }
  }

  private void recordEncodingFailure(Throwable failure) {
    streamWriteLock.lock();
    try {
      recordOutcome(failure);
    } finally {
      streamWriteLock.unlock();
    }
  }

  /** Logs a failure outside the lock, since another appender of the logger may be slow. */
  private void report() {
    Throwable failure = unreported.getAndSet(null);
    if (failure != null) {
      String message =
          "Audit log %s cannot be written; entries are lost until a write succeeds (logged once)"
              .formatted(getFile());
      addError(message, failure);
      LoggerFactory.getLogger(AuditFileAppender.class).warn(message, failure);
    }
  }

  /** Returns the number of entries lost since this appender was created. */
  public long lost() {
    return lost.get();
  }
}
