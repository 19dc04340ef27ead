package io.tidings.event.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a trail and the broker that all of them share. */
@Timeout(120)
@ExtendWith(KafkaTest.Stop.class)
abstract class KafkaTest {

  static final Duration LONG = Duration.ofSeconds(60);
  private static final AtomicInteger TOPICS = new AtomicInteger();
  private static @Nullable Cluster cluster;

  @TempDir Path directory;

  /** Stops the broker after the last test class. */
  static final class Stop implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
      AutoCloseable stop = KafkaTest::stop;
      Object unused =
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.GLOBAL)
              .computeIfAbsent(KafkaTest.class, key -> stop);
    }
  }

  /** Returns the broker. */
  static synchronized Cluster cluster() throws Exception {
    Cluster known = cluster;
    if (known == null) {
      known =
          Cluster.start(
              1,
              Map.of(
                  "authorizer.class.name",
                  "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                  "allow.everyone.if.no.acl.found",
                  "true"));
      cluster = known;
    }
    return known;
  }

  private static synchronized void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }

  /** Returns the name of a new topic. */
  static String topic(int partitions) throws Exception {
    String name = "t-" + TOPICS.incrementAndGet();
    cluster().topic(name, partitions, Map.of());
    return name;
  }

  EventStore trail(String name) {
    return EventStore.open(directory.resolve(name));
  }

  /** Returns events of interleaved sessions, as stored. */
  static List<DomainEvent> appended(EventStore trail, int count, int sessions) {
    List<DomainEvent> events =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    DomainEvent.root(EventType.TOOL_COMPLETED)
                        .sessionId("s-" + i % sessions)
                        .detail("number", i)
                        .build())
            .toList();
    trail.append(events);
    return events;
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return header(record.headers(), name);
  }

  static String header(Headers headers, String name) {
    return new String(Objects.requireNonNull(headers.lastHeader(name), name).value(), UTF_8);
  }

  /** Waits until a condition holds. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(deadline - System.nanoTime()).as("time left").isPositive();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  static void await(CountDownLatch latch) {
    await(() -> latch.getCount() == 0);
  }

  static List<String> ids(List<DomainEvent> events) {
    return events.stream().map(DomainEvent::id).toList();
  }

  static List<String> recordIds(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(record -> header(record, "ce_id")).toList();
  }

  /** Requires that the first occurrences of each key are in order in each partition. */
  static void assertOrderPerKey(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, String> last = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      String id = header(record, "ce_id");
      if (seen.add(id)) {
        String sequence = header(record, "ce_sequence");
        String before = last.put(record.partition() + " " + record.key(), sequence);
        assertThat(before == null || before.compareTo(sequence) < 0)
            .as("%s after %s of key %s", sequence, before, record.key())
            .isTrue();
      }
    }
  }
}
