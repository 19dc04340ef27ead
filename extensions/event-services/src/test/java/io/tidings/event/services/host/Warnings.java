package io.tidings.event.services.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tidings.event.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What is warned of, of any thread, while this is open. */
public final class Warnings implements AutoCloseable {

  private static final Pattern DROPPED = Pattern.compile("Event dropped: \"([^\"]+)\".*");

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.tidings.event");
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent entry) {
          if (entry.getLevel() == Level.WARN) {
            messages.add(entry.getFormattedMessage());
          }
        }
      };

  /** Opens it. */
  public Warnings() {
    appender.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(appender);
  }

  /** Returns the kinds of the events that a warning says were not emitted; all else as it is. */
  public List<String> dropped() {
    List<String> kinds = new ArrayList<>();
    for (String message : messages) {
      Matcher matcher = DROPPED.matcher(message);
      kinds.add(matcher.matches() ? EventKind.of(matcher.group(1)).id() : message);
    }
    return kinds;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}
