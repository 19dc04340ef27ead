package io.tidings.event.json;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.net.URI;
import java.util.Map;

/**
 * An event that was read from a CloudEvent, with the CloudEvent's context attributes. Immutable and
 * thread-safe.
 *
 * @param event the event, the CloudEvent's data
 * @param attributes all attributes by name as texts, such as {@code id}, {@code source}, {@code
 *     type} and {@code sequence}
 * @contract CEV-03
 */
public record CloudEventEnvelope(DomainEvent event, Map<String, String> attributes) {

  private static final String VERSION = "1.0";

  /**
   * Creates an envelope.
   *
   * @throws MalformedEventException if the attributes are not those of CloudEvents 1.0, or {@code
   *     id} or {@code type} differs from the event's
   */
  public CloudEventEnvelope {
    requireNonNull(event, "event");
    attributes = Map.copyOf(attributes);
    require(attributes, "specversion", VERSION);
    require(attributes, "id", event.id());
    require(attributes, "type", event.kind().id());
    if (attributes.getOrDefault("source", "").isEmpty()) {
      throw new MalformedEventException("CloudEvent has no source");
    }
  }

  private static void require(Map<String, String> attributes, String name, String value) {
    if (!value.equals(attributes.get(name))) {
      throw new MalformedEventException(
          attributes.containsKey(name)
              ? "CloudEvent has another %s than its data or its version".formatted(name)
              : "CloudEvent has no " + name);
    }
  }

  /** Returns the source, without the project that {@link CloudEventJson} appends. */
  public String origin() {
    String source = requireNonNull(attributes.get("source"));
    int project = source.indexOf(CloudEventJson.PROJECT);
    return project < 0 ? source : source.substring(0, project);
  }

  /** Returns whether the event comes from a source, in any project of it. */
  public boolean isFrom(URI source) {
    return origin().equals(source.toString());
  }
}
