package io.tidings.samples.demo;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.logging.AuditEncoder;
import io.tidings.event.logging.AuditFileAppender;
import io.tidings.event.logging.LoggingTap;
import io.tidings.event.spi.EventTap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log of a run: every event as a line of redacted JSON in an owner-only file. Uses a logger
 * context of its own and leaves the log of the process unchanged. Confined to one thread.
 */
public final class LogFile implements EventFile {

  /** The first bytes of every log. */
  private static final byte[] BEGINNING = "{\"event_id\":".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final LoggerContext context = new LoggerContext();
  private final AuditFileAppender appender = new AuditFileAppender();

  private LogFile(Path file) {
    this.file = file;
  }

  /**
   * Returns whether a file may be replaced: it does not exist, is empty, is no regular file, or is
   * a log.
   *
   * @param file the file
   * @throws IOException if the file cannot be read
   */
  public static boolean isReplaceable(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return !Files.isDirectory(file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING.length), StandardCharsets.UTF_8)
          .equals(new String(BEGINNING, StandardCharsets.UTF_8));
    }
  }

  /**
   * Opens a log and truncates an existing file.
   *
   * @throws IOException if the file cannot be written
   */
  static LogFile open(Path file) throws IOException {
    LogFile log = new LogFile(file.toAbsolutePath());
    if (Files.isRegularFile(file)) {
      Files.newOutputStream(file).close();
    }
    log.start();
    return log;
  }

  private void start() throws IOException {
    context.setMDCAdapter(new LogbackMDCAdapter());
    AuditEncoder encoder = new AuditEncoder();
    encoder.setContext(context);
    SingleFilePolicy rolling = new SingleFilePolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    rolling.start();
    appender.setRollingPolicy(rolling);
    appender.start();
    if (!appender.isStarted()) {
      throw new IOException("the log '" + file + "' cannot be written: " + reason());
    }
    context.getLogger(LoggingTap.LOGGER_NAME).addAppender(appender);
  }

  private String reason() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getThrowable() instanceof Exception)
        .map(status -> ErrorMessages.reason((Exception) status.getThrowable()))
        .findFirst()
        .orElse("see the configuration");
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public EventTap tap() {
    return LoggingTap.standard().withLogger(context.getLogger(LoggingTap.LOGGER_NAME));
  }

  @Override
  public long lost() {
    return appender.lost();
  }

  @Override
  public String summary(long events) {
    return DisplayText.counted(events - lost(), "line");
  }

  @Override
  public void close() {
    context.stop();
  }
}
