package io.tidings.event.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
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

/** What the key-value pairs of a log entry tell. Stateless. */
final class LoggedPairs {

  private static final EventKind ENTRY = EventKind.of("log.entry");

  private LoggedPairs() {}

  /**
   * Returns the event, without secrets, if the entry is that of a {@link LoggingTap}: its first
   * pair is the event's id, its message the kind's, and nothing is lost if only the event is told.
   */
  static @Nullable DomainEvent event(ILoggingEvent entry) {
    Object[] arguments = entry.getArgumentArray();
    List<KeyValuePair> pairs = entry.getKeyValuePairs();
    boolean told = arguments != null && arguments.length > 0 && entry.getThrowableProxy() == null;
    return told
            && pairs != null
            && !pairs.isEmpty()
            && arguments[arguments.length - 1] instanceof DomainEvent event
            && EventField.EVENT_ID.toString().equals(pairs.get(0).key)
            && event.id().equals(pairs.get(0).value)
            && event.kind().id().equals(entry.getFormattedMessage())
        ? redacted(event, pairs.get(pairs.size() - 1).value)
        : null;
  }

  /** The tap's own form of the details tells that they have been redacted, by its rules. */
  private static DomainEvent redacted(DomainEvent event, @Nullable Object last) {
    return last instanceof LoggedDetails details && details.areOf(event)
        ? event
        : Redactor.standard().redact(event);
  }

  /** Returns pairs by their keys, without secrets; what cannot stand in an event as a text. */
  static Map<String, Object> shown(List<KeyValuePair> pairs) {
    try {
      return shown(pairs, value -> value);
    } catch (IllegalArgumentException noDetail) {
      return shown(pairs, String::valueOf);
    }
  }

  private static Map<String, Object> shown(List<KeyValuePair> pairs, UnaryOperator<Object> form) {
    EventBuilder holder = FrozenDetails.UNLIMITED.root(ENTRY).id(ENTRY.id());
    Set<String> taken = new HashSet<>();
    for (KeyValuePair pair : pairs) {
      String key = pair.key == null || pair.key.isEmpty() ? "null" : pair.key;
      String free = key;
      for (int i = 2; !taken.add(free); i++) {
        free = key + " (" + i + ")";
      }
      holder.detail(free, pair.value == null ? "null" : form.apply(pair.value));
    }
    return Redactor.standard().redact(holder.build()).details();
  }
}
