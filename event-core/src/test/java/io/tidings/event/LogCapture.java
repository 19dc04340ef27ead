package io.tidings.event;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Capture of the library's log entries until it is closed. Thread-safe. A copy of the test kit's
 * class, since event-core cannot depend on the test kit.
 */
public final class LogCapture implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.tidings.event");
  private final List<ILoggingEvent> entries = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender;

  private LogCapture(Consumer<ILoggingEvent> also) {
    this.appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent entry) {
            entries.add(entry);
            also.accept(entry);
          }
        };
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
  }

  public static LogCapture open() {
    return new LogCapture(entry -> {});
  }

  /** Opens a capture that passes each entry to a listener, which may throw. */
  static LogCapture open(Consumer<ILoggingEvent> also) {
    return new LogCapture(also);
  }

  public List<String> warnings() {
    return messages(Level.WARN);
  }

  public List<String> errors() {
    return messages(Level.ERROR);
  }

  private List<String> messages(Level level) {
    return entries.stream()
        .filter(entry -> entry.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  List<ILoggingEvent> entries() {
    return entries;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}
