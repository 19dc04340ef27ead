package io.tidings.event.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventLimits;
import io.tidings.event.json.CloudEventEnvelope;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.json.MalformedEventException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reader of the CloudEvents that a {@link KafkaRelay} sends, in both modes: gives an event equal to
 * the one in the relay's trail. Immutable and thread-safe.
 *
 * <pre>{@code
 * CloudEventReader reader = CloudEventReader.standard().withCatalog(catalog);
 * DomainEvent event = reader.read(record);
 * }</pre>
 *
 * @contract KAF-05
 */
public final class CloudEventReader {

  private static final CloudEventReader STANDARD = new CloudEventReader(CloudEventJson.standard());

  private static final byte[] NOTHING = {};

  private final CloudEventJson form;

  private CloudEventReader(CloudEventJson form) {
    this.form = form;
  }

  /** Returns the reader with the default limits, without a catalogue. */
  public static CloudEventReader standard() {
    return STANDARD;
  }

  /** Returns this reader with a catalogue: kinds of events are the catalogue's constants. */
  public CloudEventReader withCatalog(EventCatalog catalog) {
    return new CloudEventReader(form.withCatalog(catalog));
  }

  /** Returns this reader with other limits of events. */
  public CloudEventReader withLimits(EventLimits limits) {
    return new CloudEventReader(form.withLimits(limits));
  }

  /**
   * Returns the event of a record.
   *
   * @throws MalformedEventException if the record is no CloudEvent of an event
   */
  public DomainEvent read(ConsumerRecord<?, byte[]> record) {
    return readEnvelope(record).event();
  }

  /**
   * Returns the event of a record with the attributes of its CloudEvent.
   *
   * @throws MalformedEventException if the record is no CloudEvent of an event
   */
  public CloudEventEnvelope readEnvelope(ConsumerRecord<?, byte[]> record) {
    byte[] value = record.value() == null ? NOTHING : record.value();
    String type = contentType(record.headers());
    return type.startsWith(CloudEventJson.MEDIA_TYPE)
        ? form.read(value)
        : form.read(attributes(record.headers()), value);
  }

  private static String contentType(Headers headers) {
    Header header = headers.lastHeader(EventRecords.CONTENT_TYPE);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), UTF_8).toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> attributes(Headers headers) {
    Map<String, String> attributes = new HashMap<>();
    for (Header header : headers) {
      if (header.key().startsWith(EventRecords.PREFIX) && header.value() != null) {
        attributes.put(
            header.key().substring(EventRecords.PREFIX.length()),
            new String(header.value(), UTF_8));
      }
    }
    return attributes;
  }

  /**
   * Returns the event of a CloudEvent that the CloudEvents SDK has read, from any transport.
   * Requires {@code io.cloudevents:cloudevents-api}.
   *
   * @throws MalformedEventException if it is no CloudEvent of an event
   */
  public DomainEvent read(CloudEvent cloudEvent) {
    CloudEventData data = requireNonNull(cloudEvent, "cloudEvent").getData();
    Map<String, String> attributes = new HashMap<>();
    cloudEvent
        .getAttributeNames()
        .forEach(name -> put(attributes, name, cloudEvent.getAttribute(name)));
    return form.read(attributes, data == null ? NOTHING : data.toBytes()).event();
  }

  private static void put(Map<String, String> attributes, String name, Object value) {
    if (value != null) {
      attributes.put(name, value.toString());
    }
  }
}
