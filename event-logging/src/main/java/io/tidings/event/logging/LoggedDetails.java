package io.tidings.event.logging;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Details in a log entry: a map for encoders that support maps, one line of JSON for those that
 * call {@code toString}, rendered on that call only. Immutable and thread-safe.
 */
final class LoggedDetails extends AbstractMap<String, Object> {

  private final Map<String, Object> details;

  LoggedDetails(Map<String, Object> details) {
    this.details = details;
  }

  /** Returns whether these are the details of this event instance. */
  boolean areOf(DomainEvent event) {
    return details == event.details();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return details.get(key);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return details.entrySet();
  }

  @Override
  public String toString() {
    return DomainEventJson.standard().writeDetails(details);
  }
}
