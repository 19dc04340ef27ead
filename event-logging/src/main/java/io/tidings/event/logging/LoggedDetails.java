package io.tidings.event.logging;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Details in a log entry: a map for encoders that know maps, one line of JSON for those that ask
 * for text, and nothing rendered for those that do not ask. Immutable and thread-safe.
 */
final class LoggedDetails extends AbstractMap<String, Object> {

  private final Map<String, Object> details;

  LoggedDetails(Map<String, Object> details) {
    this.details = details;
  }

  /** Tells whether these are the details of just this event. */
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
