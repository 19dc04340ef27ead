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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Logback rolling policy by size and time whose compressed files are owner-only. The name pattern
 * ends in {@code .gz}, or has no compression suffix; {@code .zip} and {@code .xz} are rejected when
 * the policy starts. An uncompressed file is removed only after its compression is complete; one
 * that failed, or that an ended process left, is compressed at the next start. Only regular files
 * are rolled, so a device stays in place; a symbolic link stays and its target is rolled.
 *
 * <p>The active file may have any name: where the pattern begins with its path, the names of rolled
 * files have an underscore for each character that logback would read as a pattern or as a regular
 * expression, such as <code>%</code> and <code>{</code>. A directory with <code>%</code> is
 * rejected when the policy starts.
 *
 * <p>Confined to its appender.
 *
 * @contract LOG-09
 */
public final class AuditRollingPolicy extends SizeAndTimeBasedRollingPolicy<ILoggingEvent> {

  private static final long STOP_TIMEOUT_SECONDS = 30;

  private final List<Future<?>> tasks = new ArrayList<>();

  /** The last removal of old files. Two at a time share a calendar and remove files of today. */
  private Future<?> removal = CompletableFuture.completedFuture(true);

  /** Creates a policy. Logback calls this constructor by the class name. */
  public AuditRollingPolicy() {}

  /** Compresses remaining files and starts; adds an error status if the settings are invalid. */
  @Override
  public void start() {
    String pattern = getFileNamePattern();
    if (pattern != null) {
      try {
        pattern = RolledFileNames.literal(pattern, getParentsRawFileProperty());
      } catch (IllegalArgumentException rejection) {
        addError(String.valueOf(rejection.getMessage()));
        return;
      }
      setFileNamePattern(pattern);
      if (pattern.endsWith(".gz")) {
        compressRemaining(pattern);
      }
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

  /** Runs before logback determines the highest number in use, so that no number is reused. */
  private void compressRemaining(String pattern) {
    try {
      Compression.pendingFiles(pattern).forEach(file -> compress(file, Compression.target(file)));
    } catch (IOException | UncheckedIOException failure) {
      addError("cannot list the uncompressed files of " + pattern, failure);
    }
  }

  /**
   * Moves the active file, and starts its compression and the removal of old files.
   *
   * @throws RolloverFailure if the active file cannot be moved; it stays in use
   */
  @Override
  public void rollover() throws RolloverFailure {
    TimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> naming =
        getTimeBasedFileNamingAndTriggeringPolicy();
    String rolled = naming.getElapsedPeriodsFileName();
    if (rolled == null) {
      throw new RolloverFailure("no rollover was triggered; call isTriggeringEvent first");
    }
    boolean compresses = getCompressionMode() == CompressionMode.GZ;
    Path pending = compresses ? Compression.pending(rolled) : Path.of(rolled);
    move(Path.of(getActiveFileName()), pending);
    if (compresses) {
      Path target = Path.of(rolled + ".gz");
      track(getContext().getExecutorService().submit(() -> compress(pending, target)));
    }
    if (getMaxHistory() > 0 && removal.isDone()) {
      Instant now = Instant.ofEpochMilli(naming.getCurrentTime());
      removal = naming.getArchiveRemover().cleanAsynchronously(now);
      track(removal);
    }
  }

  private void track(Future<?> task) {
    tasks.removeIf(Future::isDone);
    tasks.add(task);
  }

  private static void move(Path from, Path to) throws RolloverFailure {
    if (!Files.isRegularFile(from)) {
      throw new RolloverFailure(from + " is not a regular file; it stays in place");
    }
    try {
      OwnerOnlyFiles.createParents(to);
      Files.move(from.toRealPath(), to);
    } catch (IOException failure) {
      throw new RolloverFailure("cannot move " + from + " to " + to, failure);
    }
  }

  private void compress(Path pending, Path target) {
    try {
      Compression.compress(pending, target);
    } catch (IOException | RuntimeException failure) {
      addError(
          "cannot compress " + pending + " to " + target + "; the next start tries again", failure);
    }
  }

  /** Waits at most 30 s for each running compression and removal, then stops. */
  @Override
  public void stop() {
    if (isStarted()) {
      tasks.forEach(this::await);
    }
    super.stop();
  }

  private void await(Future<?> task) {
    try {
      task.get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failure) {
      addError(
          "compression or removal of a rolled file did not complete; the next start tries again",
          failure);
    }
  }
}
