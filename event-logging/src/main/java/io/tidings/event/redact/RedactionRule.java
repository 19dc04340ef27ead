package io.tidings.event.redact;

import io.tidings.event.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's own rule for what a sink may see of an event's details. Give it to {@link
 * Redactor#with}.
 *
 * <pre>{@code
 * RedactionRule noAddresses =
 *     (kind, path, value) -> path.contains("email") ? Redactor.MASK : value;
 * }</pre>
 *
 * <p>Implementations must be thread-safe and quick: they are asked for every value of every event.
 */
@FunctionalInterface
public interface RedactionRule {

  /**
   * Decides about one value.
   *
   * @param kind the event's kind, an {@link io.tidings.event.EventType} or a plain kind
   * @param path the names that lead to the value, from the outermost to its own, unmodifiable; an
   *     element of a list has its list's path
   * @param value the value: a text, number, Boolean, list or map
   * @return the value itself to leave it to the other rules, something else to put in its place, or
   *     null to leave it out
   * @throws Exception whatever goes wrong: the value is then replaced by {@link Redactor#DROPPED},
   *     as it is if what is returned cannot stand in an event
   */
  @Nullable Object redact(EventKind kind, List<String> path, Object value) throws Exception;
}
