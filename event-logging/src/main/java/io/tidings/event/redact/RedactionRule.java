package io.tidings.event.redact;

import io.tidings.event.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's redaction rule for values in details, added by {@link Redactor#with}.
 *
 * <pre>{@code
 * RedactionRule noAddresses =
 *     (kind, path, value) -> path.contains("email") ? Redactor.MASK : value;
 * }</pre>
 *
 * <p>Implementations must be thread-safe and fast: the redactor calls them for every value of every
 * event, on the thread that redacts, which is the emitting one for a synchronous tap.
 */
@FunctionalInterface
public interface RedactionRule {

  /**
   * Returns the value that replaces one value of the details.
   *
   * @param kind the event's kind, an {@link io.tidings.event.EventType} or a plain kind
   * @param path the names from the outermost map to the value, immutable; an element of a list has
   *     the path of the list
   * @param value the value: a text, number, Boolean, list or map
   * @return the same value to leave it to the next rules, another one to replace it, or null to
   *     omit it; one that details cannot hold is replaced by {@link Redactor#DROPPED}
   * @throws Exception if the rule fails; the value is replaced by {@link Redactor#DROPPED}
   * @contract RED-04
   */
  @Nullable Object redact(EventKind kind, List<String> path, Object value) throws Exception;
}
