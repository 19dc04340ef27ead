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
 * (LOG-09). On file systems without POSIX permissions their own defaults hold. Where the name is a
 * symbolic link, all this is true of the file it leads to.
 *
 * <p>What cannot be written, as on a full disk, costs that entry and nothing else: the next one is
 * tried again, and so is a file that cannot be opened. What is lost, also to an encoder or layout
 * that throws, is counted, {@link #lost}, and reported with one WARN for each time that writing has
 * begun to fail (LOG-10). An entry cut short stands on a line of its own.
 *
 * <p>A log file is best effort: what the operating system has not yet written when the power fails
 * is gone. Prudent mode is not supported: one process writes one file. Thread-safe.
 */
public final class AuditFileAppender extends RollingFileAppender<ILoggingEvent> {

  private final AtomicLong lost = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> unreported = new AtomicReference<>();

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

  /** A file that cannot be opened is tried again with each entry. */
  @Override
  public void openFile(String name) {
    AuditFile file = new AuditFile(Path.of(name), this::written);
    streamWriteLock.lock();
    try {
      setOutputStream(file);
      if (!isStarted()) {
        file.open();
      }
    } catch (IOException failure) {
      addError("cannot open " + name + "; it is tried again with each entry", failure);
    } finally {
      streamWriteLock.unlock();
    }
  }

  private void written(@Nullable Throwable failure) {
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
      notEncoded(failure);
      throw failure;
    } finally {
      report();
    }
  }

  private void notEncoded(Throwable failure) {
    streamWriteLock.lock();
    try {
      written(failure);
    } finally {
      streamWriteLock.unlock();
    }
  }

  /**
   * Reports outside the lock, since another appender may be slow. If this one hears the report too,
   * that is an entry like any other.
   */
  private void report() {
    Throwable failure = unreported.getAndSet(null);
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
