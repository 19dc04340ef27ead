package io.tidings.event.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.delivery.DeliveryAttempt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The records of events. Immutable.
 *
 * @param form the form of the CloudEvents
 * @param mode their mode
 * @param topic returns the topic of an event
 * @param key returns the key of an event, or null
 */
record EventRecords(
    CloudEventJson form,
    CloudEventMode mode,
    Function<? super DomainEvent, String> topic,
    Function<? super DomainEvent, ? extends @Nullable String> key) {

  /** The header with the media type of the value. */
  static final String CONTENT_TYPE = "content-type";

  /** The prefix of the headers with attributes. */
  static final String PREFIX = "ce_";

  /** The headers by attribute, of which there are about a dozen. */
  private static final Map<String, String> HEADERS = new ConcurrentHashMap<>();

  private static final byte[] DATA = CloudEventJson.DATA_MEDIA_TYPE.getBytes(UTF_8);
  private static final byte[] CLOUD_EVENT =
      (CloudEventJson.MEDIA_TYPE + "; charset=UTF-8").getBytes(UTF_8);

  private static String header(String attribute) {
    return HEADERS.computeIfAbsent(attribute, PREFIX::concat);
  }

  /** Returns the record of a stored event. */
  ProducerRecord<String, byte[]> of(DeliveryAttempt attempt) {
    DomainEvent event = attempt.event();
    String partitionKey = key.apply(event);
    CloudEventJson.Placement placement =
        new CloudEventJson.Placement(attempt.seq(), attempt.receivedAt(), partitionKey);
    boolean isBinary = mode == CloudEventMode.BINARY;
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            requireNonNull(topic.apply(event), "topic returned null"),
            partitionKey,
            isBinary ? form.data(event) : form.write(event, placement));
    Headers headers = record.headers().add(CONTENT_TYPE, isBinary ? DATA : CLOUD_EVENT);
    if (isBinary) {
      form.attributes(event, placement)
          .forEach((name, value) -> headers.add(header(name), value.getBytes(UTF_8)));
    }
    return record;
  }
}
