package io.tidings.event.testkit.contract;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Keeps the warnings that the thread which opened it logs, until it is closed. */
final class LogCapture implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final List<ILoggingEvent> warnings = new CopyOnWriteArrayList<>();
  private final Logger root;
  private final @Nullable Level before;
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent entry) {
          if (Thread.currentThread() == thread && entry.getLevel() == Level.WARN) {
            warnings.add(entry);
            also.accept(entry);
          }
        }
      };
  private Consumer<ILoggingEvent> also = entry -> {};

  private LogCapture(Logger root) {
    this.root = root;
    this.before = root.getLevel();
    appender.start();
    root.setLevel(Level.WARN);
    root.addAppender(appender);
  }

  static LogCapture open() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      return new LogCapture(root);
    }
    throw new IllegalStateException(
        "the contract's lines on warnings are read through Logback; make logback-classic the SLF4J"
            + " provider of the tests");
  }

  /** Does something more for each warning, as an appender of a host's would. */
  void also(Consumer<ILoggingEvent> also) {
    this.also = also;
  }

  List<ILoggingEvent> entries() {
    return List.copyOf(warnings);
  }

  /** Returns the texts of the warnings so far. */
  List<String> warnings() {
    return warnings.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(before);
  }
}
