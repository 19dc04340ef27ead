package io.tidings.event.kafka;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.json.CloudEventEnvelope;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of received records into a trail and a bus: the events that are not in the inbox are
 * stored and marked in one transaction, then emitted.
 *
 * @param bus the bus
 * @param trail the trail with the inbox
 * @param name the name in the inbox
 * @param origin the source of this host
 * @param reader the reader of records
 */
record SharedEvents(
    EventBus bus, EventStore trail, String name, URI origin, CloudEventReader reader) {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventSource.class);
  private static final int LONGEST_ID = 128;

  /** An event that is not this host's own. */
  private record Received(ConsumerRecord<?, byte[]> record, String mark, DomainEvent event) {}

  /**
   * Takes records in their order.
   *
   * @throws StoreException if the trail fails; no event is lost, the records can be taken again
   */
  SourceMetrics take(Iterable<? extends ConsumerRecord<?, byte[]>> records) {
    List<Received> received = new ArrayList<>();
    long own = 0;
    long rejected = 0;
    for (ConsumerRecord<?, byte[]> record : records) {
      try {
        CloudEventEnvelope envelope = reader.readEnvelope(record);
        if (envelope.isFrom(origin)) {
          own++;
        } else {
          received.add(new Received(record, mark(envelope), Origin.marked(envelope)));
        }
      } catch (IllegalArgumentException malformed) {
        rejected++;
        reject(record, malformed);
      }
    }
    return emitted(received).plus(new SourceMetrics(0, 0, own, rejected));
  }

  private SourceMetrics emitted(List<Received> received) {
    try {
      return emit(received);
    } catch (StoreException failure) {
      if (failure.reason() != StoreException.Reason.UNSTORABLE) {
        throw failure;
      }
      if (received.size() == 1) {
        reject(received.get(0).record(), failure);
        return new SourceMetrics(0, 0, 0, 1);
      }
      SourceMetrics each = new SourceMetrics(0, 0, 0, 0);
      for (Received one : received) {
        each = each.plus(emitted(List.of(one)));
      }
      return each;
    }
  }

  private SourceMetrics emit(List<Received> received) {
    List<DomainEvent> fresh = received.isEmpty() ? List.of() : stored(received);
    fresh.forEach(bus::emit);
    return new SourceMetrics(fresh.size(), received.size() - fresh.size(), 0, 0);
  }

  /** Marks and stores the events that are not marked yet, and returns them. */
  private List<DomainEvent> stored(List<Received> received) {
    return trail
        .database()
        .retrying(
            () ->
                trail
                    .database()
                    .write(
                        connection -> {
                          List<DomainEvent> fresh = new ArrayList<>();
                          for (Received each : received) {
                            if (trail.once(connection, name, each.mark())) {
                              fresh.add(each.event());
                            }
                          }
                          trail.append(connection, fresh);
                          return fresh;
                        }));
  }

  private static void reject(ConsumerRecord<?, byte[]> record, Exception reason) {
    LOG.warn(
        "Source skipped record {} of partition {} of topic '{}': {}",
        record.offset(),
        record.partition(),
        record.topic(),
        reason.getMessage());
  }

  /** Returns the id of an event in the inbox; ids are unique within their source. */
  private static String mark(CloudEventEnvelope envelope) {
    String source = envelope.attributes().get("source");
    String mark = source + "#" + envelope.event().id();
    return mark.length() <= LONGEST_ID && mark.chars().allMatch(c -> c > ' ' && c <= '~')
        ? mark
        : hash(mark);
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JVM has no SHA-256", impossible);
    }
  }
}
