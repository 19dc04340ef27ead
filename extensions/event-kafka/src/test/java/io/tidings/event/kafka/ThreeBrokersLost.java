package io.tidings.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three brokers of which one is lost, run by name only: {@code mvn -pl extensions/event-kafka -am
 * test -Dtest=ThreeBrokersLost -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("once")
class ThreeBrokersLost extends KafkaTest {

  private static final int EVENTS = 2_000;

  @Contract("KAF-03")
  @Test
  void one_broker_of_three_is_lost() throws Exception {
    List<String> expected = new ArrayList<>();
    try (Cluster brokers = Cluster.start(3, Map.of());
        EventStore trail = trail("a.db")) {
      brokers.topic("t", 6, Map.of());
      try (KafkaRelay relay =
          KafkaRelay.builder(trail, brokers.settings())
              .name("siem")
              .topic("t")
              .key(DomainEvent::sessionId)
              .start()) {
        for (int broker = 0; broker < 3; broker++) {
          expected.addAll(ids(appended(trail, EVENTS, 50)));
          brokers.stop(broker);
          expected.addAll(ids(appended(trail, EVENTS, 50)));
          assertThat(relay.flush(LONG)).isTrue();
          brokers.restart(broker);
          brokers.awaitReplicas("t");
        }
        assertThat(relay.deadLetters().count()).isZero();
      }
      List<ConsumerRecord<String, byte[]>> records =
          brokers.read("t", all -> new HashSet<>(recordIds(all)).size() == expected.size());
      assertThat(recordIds(records)).containsAll(expected);
      assertOrderPerKey(records);
    }
  }
}
