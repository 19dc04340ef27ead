package io.tidings.event.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventLimits;
import io.tidings.event.json.internal.JsonValues;
import io.tidings.event.json.internal.SchemaNames;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writer and reader of events as CloudEvents 1.0: in the JSON format ("structured mode"), and as
 * attributes and data apart, for the headers and the body of a transport ("binary mode"). An event
 * that was written is read back equal.
 *
 * <pre>{@code
 * CloudEventJson cloudEvents = CloudEventJson.from(URI.create("//orders.example/trail"));
 * byte[] written = cloudEvents.write(event);
 * DomainEvent read = cloudEvents.read(written).event();
 * }</pre>
 *
 * <p>The data is the event as {@link DomainEventJson} writes it, in one line. The attributes repeat
 * parts of it for those that route and filter: {@code id}, {@code source} with the project, {@code
 * type}, {@code time}, {@code subject} (plan, else session), {@code correlationid}, {@code
 * causationid}, {@code traceparent}; with a {@link Placement} also {@code sequence}, {@code
 * recordedtime} and {@code partitionkey}. Secrets are written unchanged: redact an event first, or
 * take it from a trail.
 *
 * <p>The reader accepts any attributes and, for newer writers, skips unknown fields of the data.
 *
 * <p>Immutable and thread-safe. Every method rejects null with a {@link NullPointerException}.
 *
 * @contract CEV-01, CEV-02, CEV-03
 */
public final class CloudEventJson {

  /** The media type of the JSON format: {@value}. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  /** The media type of the data: {@value}. */
  public static final String DATA_MEDIA_TYPE = "application/json";

  static final String PROJECT = "?project=";

  private static final String CONTENT_TYPE = "datacontenttype";
  private static final String SUBJECT = "CloudEvent";
  private static final URI DEFAULT_SOURCE = URI.create("/tidings");

  /** The CloudEvent, the event and its details. */
  private static final int WRAPPERS = 3;

  private final URI source;
  private final DomainEventJson events;
  private final JsonFactory json;
  private final Map<String, String> schemas;
  private final CloudEventAttributes attributes;

  private CloudEventJson(
      URI source, DomainEventJson events, JsonFactory json, Map<String, String> schemas) {
    this.source = source;
    this.events = events;
    this.json = json;
    this.schemas = schemas;
    this.attributes = new CloudEventAttributes(source);
  }

  /** Returns the form with the source {@code /tidings}, for reading. */
  public static CloudEventJson standard() {
    return from(DEFAULT_SOURCE);
  }

  /**
   * Returns the form with a source: the identity of the host's trail.
   *
   * @param source a URI or a reference, such as {@code //orders.example/trail}; the project of an
   *     event is appended as a query
   * @throws IllegalArgumentException if it is empty or has a query or a fragment
   */
  public static CloudEventJson from(URI source) {
    if (requireNonNull(source, "source").toString().isEmpty()
        || source.toString().indexOf('?') >= 0
        || source.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "source must not be empty and have neither query nor fragment, but is '" + source + "'");
    }
    return new CloudEventJson(
        source,
        DomainEventJson.standard().ignoringUnknownFields(),
        DomainEventJson.factory(EventLimits.defaults(), WRAPPERS),
        Map.of());
  }

  /** Returns this form with other limits on reading; writing has no limit. */
  public CloudEventJson withLimits(EventLimits limits) {
    return new CloudEventJson(
        source, events.withLimits(limits), DomainEventJson.factory(limits, WRAPPERS), schemas);
  }

  /**
   * Returns this form with a catalogue for reading, as {@link DomainEventJson#withCatalog} uses it.
   *
   * @throws NullPointerException if {@code catalog} is null
   */
  public CloudEventJson withCatalog(EventCatalog catalog) {
    return new CloudEventJson(source, events.withCatalog(catalog), json, schemas);
  }

  /**
   * Returns this form with a catalogue for reading and the attribute {@code dataschema} for its
   * kinds.
   *
   * @param schema the place at which the host publishes what {@code CatalogWriter.jsonSchema}
   *     returns for the catalogue; the fragment of a kind is appended
   * @throws IllegalArgumentException if {@code schema} is no absolute URI, or has a fragment
   */
  public CloudEventJson withCatalog(EventCatalog catalog, URI schema) {
    if (!schema.isAbsolute() || schema.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "schema must be an absolute URI without a fragment, but is '" + schema + "'");
    }
    Map<String, String> places = new HashMap<>();
    SchemaNames.of(catalog.describe())
        .forEach((name, entry) -> places.put(entry.id(), schema + "#/$defs/" + name));
    return new CloudEventJson(source, events.withCatalog(catalog), json, Map.copyOf(places));
  }

  /** Returns the source, without a project. */
  public URI source() {
    return source;
  }

  /** Returns an event in the JSON format, as one line of UTF-8 without a line break. */
  public byte[] write(DomainEvent event) {
    return written(requireNonNull(event, "event"), null);
  }

  /** Returns an event of a trail in the JSON format, as one line of UTF-8 without a line break. */
  public byte[] write(DomainEvent event, Placement placement) {
    return written(requireNonNull(event, "event"), requireNonNull(placement, "placement"));
  }

  private byte[] written(DomainEvent event, @Nullable Placement placement) {
    Map<String, String> written = attributesOf(event, placement);
    return DomainEventJson.bytes(
        json,
        generator -> {
          generator.writeStartObject();
          for (Map.Entry<String, String> attribute : written.entrySet()) {
            generator.writeStringField(attribute.getKey(), attribute.getValue());
          }
          generator.writeStringField(CONTENT_TYPE, DATA_MEDIA_TYPE);
          generator.writeFieldName("data");
          EventWriter.write(event, generator);
          generator.writeEndObject();
        });
  }

  /**
   * Returns the attributes of an event of a trail for binary mode: all but {@code datacontenttype},
   * which transports have a header of their own for. The order is always the same.
   */
  public Map<String, String> attributes(DomainEvent event, Placement placement) {
    return attributesOf(requireNonNull(event, "event"), requireNonNull(placement, "placement"));
  }

  private Map<String, String> attributesOf(DomainEvent event, @Nullable Placement placement) {
    return attributes.of(event, placement, schemas.get(event.kind().id()));
  }

  /** Returns the data of an event for binary mode. */
  public byte[] data(DomainEvent event) {
    return events.write(event);
  }

  /**
   * Reads a CloudEvent in the JSON format.
   *
   * @throws MalformedEventException if the bytes are not exactly one CloudEvent of this form, or
   *     exceed the limits
   */
  public CloudEventEnvelope read(byte[] cloudEvent) {
    String text = DomainEventJson.decoded(requireNonNull(cloudEvent, "cloudEvent"), SUBJECT);
    return DomainEventJson.parsed(json, SUBJECT, text, this::envelope);
  }

  /**
   * Reads a CloudEvent of binary mode.
   *
   * @param attributes the attributes by name, in lower case and without a transport's prefix
   * @throws MalformedEventException if the data is not exactly one event, or the attributes are not
   *     those of its CloudEvent
   */
  public CloudEventEnvelope read(Map<String, String> attributes, byte[] data) {
    requireNonNull(attributes, "attributes");
    return new CloudEventEnvelope(events.read(data), attributes);
  }

  private CloudEventEnvelope envelope(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("must be an object", parser);
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    DomainEvent event = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      boolean isRepeated;
      if (name.equals("data")) {
        isRepeated = event != null;
        event = events.read(parser, true);
      } else if (value.isScalarValue()) {
        isRepeated =
            attributes.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getText()) != null;
      } else {
        throw malformed("has an attribute that is an object or an array", parser);
      }
      if (isRepeated) {
        throw malformed("repeats a name", parser);
      }
    }
    if (event == null || parser.nextToken() != null) {
      throw malformed(event == null ? "has no data" : "must end after the object", parser);
    }
    attributes.values().removeIf(String::isEmpty);
    return new CloudEventEnvelope(event, attributes);
  }

  private static MalformedEventException malformed(String problem, JsonParser parser) {
    return new MalformedEventException(
        SUBJECT + " JSON " + problem + JsonValues.position(parser.currentTokenLocation()));
  }

  /**
   * The place of an event in a trail. Immutable.
   *
   * @param sequence its position in the trail
   * @param recordedTime the time of its arrival there
   * @param partitionKey the key by which a transport orders it, null or empty for none
   */
  public record Placement(long sequence, Instant recordedTime, @Nullable String partitionKey) {

    /**
     * Creates a placement.
     *
     * @throws IllegalArgumentException if {@code sequence} is negative
     */
    public Placement {
      requireNonNull(recordedTime, "recordedTime");
      if (sequence < 0) {
        throw new IllegalArgumentException(
            "sequence must be a position in a trail, but is " + sequence);
      }
    }
  }
}
