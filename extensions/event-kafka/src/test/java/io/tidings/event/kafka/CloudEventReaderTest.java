package io.tidings.event.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.json.MalformedEventException;
import io.tidings.event.testkit.contract.Contract;
import java.net.URI;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of other senders: without a value, with headers of their own, and ill-formed ones. */
class CloudEventReaderTest {

  private final CloudEventReader reader = CloudEventReader.standard();
  private final DomainEvent event = DomainEvent.of(EventKind.of("order.placed"));

  private static ConsumerRecord<String, byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>("audit", 0, 0, "k", value);
  }

  private ConsumerRecord<String, byte[]> binary() {
    ConsumerRecord<String, byte[]> record = record(DomainEventJson.standard().write(event));
    record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    record.headers().add("ce_id", event.id().getBytes(UTF_8));
    record.headers().add("ce_source", "//orders.example/trail".getBytes(UTF_8));
    record.headers().add("ce_type", event.kind().id().getBytes(UTF_8));
    return record;
  }

  @Contract("KAF-05")
  @Test
  void headers_of_others_and_headers_without_a_value_are_ignored() {
    ConsumerRecord<String, byte[]> record = binary();
    record.headers().add("content-type", null);
    record.headers().add("ce_subject", null);
    record.headers().add("trace", "own".getBytes(UTF_8));

    assertThat(reader.read(record)).isEqualTo(event);
  }

  @Contract("KAF-05")
  @Test
  void record_that_is_no_cloud_event_is_rejected() {
    ConsumerRecord<String, byte[]> structured = record("{}".getBytes(UTF_8));
    structured.headers().add("Content-Type", CloudEventJson.MEDIA_TYPE.getBytes(UTF_8));

    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> reader.read(record(null)));
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> reader.read(structured));
  }

  @Contract("KAF-05")
  @Test
  void cloud_event_without_data_is_rejected() {
    var empty =
        CloudEventBuilder.v1()
            .withId("1")
            .withType("order.placed")
            .withSource(URI.create("//orders.example/trail"))
            .build();

    assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> reader.read(empty));
  }
}
