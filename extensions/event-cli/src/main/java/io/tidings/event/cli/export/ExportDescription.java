package io.tidings.event.cli.export;

import io.tidings.event.json.DomainEventJson;
import io.tidings.event.json.MalformedEventException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The description of an export, which is in a file next to the exported one. Immutable.
 *
 * @param format the format
 * @param options the options that select events, as they were written
 * @param started the time of the first start, to which relative times refer
 */
public record ExportDescription(ExportFormat format, Map<String, String> options, Instant started) {

  private static final String STARTED = "started";

  /** Creates a description. */
  public ExportDescription {
    options = Map.copyOf(options);
  }

  /** Returns the description as text. */
  String text() {
    Map<String, Object> fields = fields();
    fields.put(STARTED, DomainEventJson.timestamp(started));
    return DomainEventJson.standard().writeDetails(fields) + "\n";
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", format.option());
    fields.put("options", options);
    return fields;
  }

  /**
   * Returns this description with the start of another one.
   *
   * @param text the text of the other one
   * @throws IllegalArgumentException if it differs in anything else
   */
  ExportDescription continuing(String text) {
    Map<String, Object> other = read(text);
    Object start = other.remove(STARTED);
    if (!other.equals(fields())) {
      throw new IllegalArgumentException(
          "it holds an export with other options, "
              + DomainEventJson.standard().writeDetails(other)
              + "; repeat those, or name another file");
    }
    return new ExportDescription(format, options, instant(String.valueOf(start)));
  }

  private static Map<String, Object> read(String text) {
    try {
      return new LinkedHashMap<>(DomainEventJson.standard().readDetails(text));
    } catch (MalformedEventException damaged) {
      throw damaged(damaged);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException damaged) {
      throw damaged(damaged);
    }
  }

  private static IllegalArgumentException damaged(RuntimeException cause) {
    return new IllegalArgumentException(
        "its description is damaged; name another file, or delete both and export again", cause);
  }
}
