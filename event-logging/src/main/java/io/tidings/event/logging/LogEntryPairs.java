package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.json.internal.EventField;
import io.tidings.event.json.internal.FrozenDetails;
import io.tidings.event.redact.Redactor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** Reader of a log entry's key-value pairs: as an event, or as redacted details. Stateless. */
final class LogEntryPairs {

  private static final EventKind ENTRY = EventKind.of("log.entry");

  private LogEntryPairs() {}

  /**
   * Returns the redacted event of an entry that a {@link LoggingTap} wrote, else null. Such an
   * entry has the event as last argument, its id as first pair, its kind's id as message, and no
   * throwable.
   */
  static @Nullable DomainEvent event(ILoggingEvent entry) {
    Object[] arguments = entry.getArgumentArray();
    List<KeyValuePair> pairs = entry.getKeyValuePairs();
    return arguments != null
            && arguments.length > 0
            && entry.getThrowableProxy() == null
            && pairs != null
            && !pairs.isEmpty()
            && arguments[arguments.length - 1] instanceof DomainEvent event
            && EventField.EVENT_ID.toString().equals(pairs.get(0).key)
            && event.id().equals(pairs.get(0).value)
            && event.kind().id().equals(entry.getFormattedMessage())
        ? redacted(event, pairs.get(pairs.size() - 1).value)
        : null;
  }

  /** Details in the tap's own class were redacted by the tap, with its own redactor. */
  private static DomainEvent redacted(DomainEvent event, @Nullable Object last) {
    return last instanceof LoggedDetails details && details.areOf(event)
        ? event
        : Redactor.standard().redact(event);
  }

  /** Returns pairs by key, redacted; as texts if an event cannot hold one of the values. */
  static Map<String, Object> redacted(List<KeyValuePair> pairs) {
    try {
      return redacted(pairs, value -> value);
    } catch (Throwable unsupported) {
      FatalErrors.rethrow(unsupported);
      return redacted(pairs, LogEntryPairs::text);
    }
  }

  /** Returns the text of a host's value, or a placeholder if its {@code toString} fails. */
  private static String text(Object value) {
    try {
      return String.valueOf(value.toString());
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return "[toString() of " + value.getClass().getName() + " failed]";
    }
  }

  private static Map<String, Object> redacted(
      List<KeyValuePair> pairs, UnaryOperator<Object> conversion) {
    EventBuilder holder = FrozenDetails.UNLIMITED.root(ENTRY).id(ENTRY.id());
    Set<String> names = new HashSet<>();
    for (KeyValuePair pair : pairs) {
      String key = pair.key == null || pair.key.isEmpty() ? "null" : pair.key;
      String name = key;
      for (int i = 2; !names.add(name); i++) {
        name = key + " (" + i + ")";
      }
      holder.detail(name, pair.value == null ? "null" : conversion.apply(pair.value));
    }
    return Redactor.standard().redact(holder.build()).details();
  }
}
