package io.tidings.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the process of a relay again and again. {@code mvn -pl extensions/event-kafka -am test
 * -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false -Dkill.cycles=10} does so ten times.
 */
@Tag("once")
class KillTest extends KafkaTest {

  private static final int EVENTS = 1_000;
  private static final int SESSIONS = 20;
  private static final URI READER = URI.create("//reader.example");

  @Contract({"KAF-01", "KAF-02", "KAF-06"})
  @Test
  void nothing_is_lost_or_out_of_order_however_often_the_relay_is_killed() throws Exception {
    int cycles = Integer.getInteger("kill.cycles", 2);
    long seed = Long.getLong("kill.seed", System.nanoTime());
    Random random = new Random(seed);
    String topic = topic(3);
    List<String> expected = new ArrayList<>();
    try (EventStore trail = trail("killed.db")) {
      for (int cycle = 0; cycle <= cycles; cycle++) {
        expected.addAll(ids(appended(trail, EVENTS, SESSIONS)));
        Process process =
            RelayingProcess.start(directory.resolve("killed.db"), cluster().bootstrap(), topic);
        int most = expected.size();
        int enough = cycle < cycles ? most - EVENTS + 1 + random.nextInt(EVENTS / 2) : most;
        cluster().read(topic, records -> distinct(records).size() >= enough);
        if (cycle < cycles) {
          process.toHandle().destroyForcibly();
          assertThat(process.waitFor()).isEqualTo(137);
        } else {
          process.getOutputStream().close();
          assertThat(process.waitFor()).isZero();
        }
      }
    }
    List<ConsumerRecord<String, byte[]>> records =
        cluster().read(topic, all -> distinct(all).size() == expected.size());
    assertThat(distinct(records)).as("seed %s", seed).isEqualTo(new HashSet<>(expected));
    assertOrderPerKey(records);
    assertInboxRemovesDuplicates(topic, records.size(), expected);
    System.out.printf(
        "%s kills, %s events, %s records, seed %s%n",
        cycles, expected.size(), records.size(), seed);
  }

  private static Set<String> distinct(List<ConsumerRecord<String, byte[]>> records) {
    return new HashSet<>(recordIds(records));
  }

  private void assertInboxRemovesDuplicates(String topic, int records, List<String> expected)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(cluster().settings());
    settings.put("group.id", "reader-" + topic);
    Queue<DomainEvent> received = new ConcurrentLinkedQueue<>();
    try (EventStore trail = trail("reader.db");
        EventBus bus = EventBus.create()) {
      bus.subscribe(EventSelector.all(), received::add);
      try (KafkaEventSource source =
          KafkaEventSource.builder(bus, trail, settings)
              .name("reader")
              .origin(READER)
              .topics(topic)
              .start()) {
        await(() -> source.metrics().emitted() + source.metrics().duplicates() >= records);
      }
      assertThat(received.stream().map(DomainEvent::id))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
