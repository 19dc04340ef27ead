package io.tidings.event.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.event.KeyValuePair;

/** Separate logger and the entries it received. */
final class Captured {

  private final LoggerContext context = new LoggerContext();
  private final List<ILoggingEvent> entries = new CopyOnWriteArrayList<>();

  Captured(Level level) {
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent entry) {
            entries.add(entry);
          }
        };
    appender.setContext(context);
    appender.start();
    logger().setLevel(level);
    logger().addAppender(appender);
  }

  Logger logger() {
    return context.getLogger(LoggingTap.LOGGER_NAME);
  }

  LoggingTap tap() {
    return LoggingTap.standard().withLogger(logger());
  }

  List<ILoggingEvent> entries() {
    return entries;
  }

  ILoggingEvent only() {
    if (entries.size() != 1) {
      throw new AssertionError(entries.size() + " entries");
    }
    return entries.get(0);
  }

  Map<String, Object> pairs() {
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (KeyValuePair pair : only().getKeyValuePairs()) {
      pairs.put(pair.key, pair.value);
    }
    return pairs;
  }
}
