package io.tidings.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers that stop and start, and topics that grow. */
@Tag("once")
class OutageTest extends KafkaTest {

  private static final int EVENTS = 1_000;

  @Contract({"KAF-02", "KAF-03"})
  @Test
  void broker_stops_and_starts_and_partitions_are_added() throws Exception {
    String own = topic(2);
    String given = topic(2);
    List<String> expected = new ArrayList<>();
    Map<String, Object> quick = new HashMap<>(cluster().settings());
    quick.putAll(
        Map.of("delivery.timeout.ms", 600, "request.timeout.ms", 300, "max.block.ms", 300));
    try (EventStore trail = trail("a.db");
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(quick, new StringSerializer(), new ByteArraySerializer());
        KafkaRelay pipelined =
            KafkaRelay.builder(trail, cluster().settings())
                .name("own")
                .topic(own)
                .key(DomainEvent::sessionId)
                .start();
        KafkaRelay strict =
            KafkaRelay.builder(trail, producer)
                .name("given")
                .topic(given)
                .key(DomainEvent::sessionId)
                .start()) {
      expected.addAll(ids(appended(trail, EVENTS, 50)));
      cluster().stop(0);
      expected.addAll(ids(appended(trail, EVENTS, 50)));
      assertThat(pipelined.flush(Duration.ofSeconds(1))).isFalse();
      cluster().restart(0);
      expected.addAll(ids(appended(trail, EVENTS, 50)));
      assertThat(pipelined.flush(LONG)).isTrue();
      assertThat(strict.flush(LONG)).isTrue();
      cluster().partitions(own, 5);
      expected.addAll(ids(appended(trail, EVENTS, 50)));
      assertThat(pipelined.flush(LONG)).isTrue();
      assertThat(strict.flush(LONG)).isTrue();
      assertThat(pipelined.deadLetters().count() + strict.deadLetters().count()).isZero();
    }
    for (String topic : List.of(own, given)) {
      List<ConsumerRecord<String, byte[]>> records =
          cluster().read(topic, all -> new HashSet<>(recordIds(all)).size() == expected.size());
      assertThat(recordIds(records)).containsAll(expected);
      assertOrderPerKey(records);
    }
  }
}
