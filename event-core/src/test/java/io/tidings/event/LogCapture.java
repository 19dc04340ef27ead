package io.tidings.event;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Keeps what the library logs while it is open. Thread-safe. */
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
    appender.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
  }

  public static LogCapture open() {
    return new LogCapture(entry -> {});
  }

  /** Opens a capture that does something more for each entry, as an appender of a host's would. */
  static LogCapture open(Consumer<ILoggingEvent> also) {
    return new LogCapture(also);
  }

  public List<String> warnings() {
    return entries.stream()
        .filter(entry -> entry.getLevel() == Level.WARN)
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
