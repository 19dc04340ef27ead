package io.tidings.event.kafka;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.json.CloudEventJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record in a class loader of its own. */
public final class ReaderProbe {

  private ReaderProbe() {}

  /** Returns the id of the event that was read. */
  public static String read() {
    DomainEvent event = DomainEvent.root(EventType.PLAN_APPLIED).id("e-1").build();
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>("t", 0, 0, "k", CloudEventJson.standard().write(event));
    record
        .headers()
        .add("content-type", CloudEventJson.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));
    return CloudEventReader.standard().read(record).id();
  }
}
