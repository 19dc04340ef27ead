package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.TimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Rolls by size and time as logback's policy does, and keeps what it compresses to the owner alone
 * (LOG-09). The name pattern ends in {@code .gz}, or in nothing to be compressed; {@code .zip} and
 * {@code .xz} are refused. A file is removed only after it has been compressed; one that could not
 * be, or that a process left behind, is compressed at the next start. What is no regular file, such
 * as a device, is never moved; of a symbolic link the file it leads to.
 *
 * <p>Confined to its appender.
 */
public final class AuditRollingPolicy extends SizeAndTimeBasedRollingPolicy<ILoggingEvent> {

  private static final long PATIENCE_SECONDS = 30;

  private final List<Future<?>> work = new ArrayList<>();

  /** Creates a policy; logback does so by name. */
  public AuditRollingPolicy() {}

  @Override
  public void start() {
    String pattern = getFileNamePattern();
    if (pattern != null && pattern.endsWith(".gz")) {
      compressLeftOver(pattern);
    }
    super.start();
    CompressionMode mode = getCompressionMode();
    if (isStarted() && mode != CompressionMode.GZ && mode != CompressionMode.NONE) {
      addError("fileNamePattern must end in .gz or be without compression");
      super.stop();
    } else if (isStarted() && getParentsRawFileProperty() == null) {
      addError("the appender must have a file; name it before the rolling policy");
      super.stop();
    }
  }

  /** Before the numbers that are taken are looked for, so that none is given twice. */
  private void compressLeftOver(String pattern) {
    try {
      Compression.leftOver(pattern).forEach(file -> compress(file, Compression.target(file)));
    } catch (IOException | UncheckedIOException failure) {
      addError("cannot look for what is to be compressed of " + pattern, failure);
    }
  }

  @Override
  public void rollover() throws RolloverFailure {
    TimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> naming =
        getTimeBasedFileNamingAndTriggeringPolicy();
    String rolled = naming.getElapsedPeriodsFileName();
    if (rolled == null) {
      throw new RolloverFailure("nothing has triggered a rollover");
    }
    boolean compresses = getCompressionMode() == CompressionMode.GZ;
    Path aside = compresses ? Compression.aside(rolled) : Path.of(rolled);
    move(Path.of(getActiveFileName()), aside);
    if (compresses) {
      Path target = Path.of(rolled + ".gz");
      begin(getContext().getExecutorService().submit(() -> compress(aside, target)));
    }
    if (getMaxHistory() > 0) {
      Instant now = Instant.ofEpochMilli(naming.getCurrentTime());
      begin(naming.getArchiveRemover().cleanAsynchronously(now));
    }
  }

  private void begin(Future<?> begun) {
    work.removeIf(Future::isDone);
    work.add(begun);
  }

  private static void move(Path from, Path to) throws RolloverFailure {
    if (!Files.isRegularFile(from)) {
      throw new RolloverFailure(from + " is no regular file; what is a device stays in its place");
    }
    try {
      OwnerOnlyFiles.createParents(to);
      Files.move(from.toRealPath(), to);
    } catch (IOException failure) {
      throw new RolloverFailure("cannot move " + from + " to " + to, failure);
    }
  }

  private void compress(Path aside, Path target) {
    try {
      Compression.compress(aside, target);
    } catch (IOException failure) {
      addError(
          "cannot compress " + aside + " to " + target + "; it stays till the next start", failure);
    }
  }

  @Override
  public void stop() {
    if (isStarted()) {
      work.forEach(this::await);
    }
    super.stop();
  }

  private void await(Future<?> begun) {
    try {
      begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failure) {
      addError("the last file was not compressed, or an old one not removed", failure);
    }
  }
}
