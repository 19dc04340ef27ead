package io.tidings.event.kafka;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.delivery.DeliveryAttempt;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Load of a relay and of a plain producer with the same records and settings, with one broker in
 * the same JVM: {@code KafkaLoad FILE EVENTS ROUNDS RATE SECONDS}. Prints events per second and the
 * lag from emit to a consumer.
 */
final class KafkaLoad {

  private static final int BATCH = 500;
  private static final int SESSIONS = 100;
  private static final int PARTITIONS = 4;
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final EventScope SCOPE = new EventScope("o-1", null, "p-1", "u-1");

  private KafkaLoad() {}

  public static void main(String[] args) throws Exception {
    int events = Integer.parseInt(args[1]);
    try (Cluster cluster = Cluster.start(1, Map.of("num.io.threads", "4"));
        EventStore trail = EventStore.open(Path.of(args[0]))) {
      fill(trail, events);
      List<ProducerRecord<String, byte[]>> records = records(trail, events);
      for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
        double plain = plain(cluster, records, round);
        double relayed = relayed(cluster, trail, round, false);
        double strict = relayed(cluster, trail, round, true);
        print(
            String.format(
                Locale.ROOT,
                "round %d: plain producer %,.0f a second, relay %,.0f (%.2f of it),"
                    + " relay over a host's producer %,.0f (%.2f)",
                round,
                plain,
                relayed,
                relayed / plain,
                strict,
                strict / plain));
      }
      lag(cluster, trail, Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    }
  }

  private static DomainEvent event(long number) {
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .scope(SCOPE)
        .sessionId("s-" + number % SESSIONS)
        .actorName("indexer")
        .detail("tool", "line_counter")
        .detail("number", number)
        .build();
  }

  private static void fill(EventStore trail, int count) {
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (long i = trail.count(EventQuery.platform()); i < count; i++) {
      batch.add(event(i));
      if (batch.size() == BATCH || i + 1 == count) {
        trail.append(batch);
        batch.clear();
      }
    }
  }

  /** Returns the records that a relay sends, but their topic. */
  private static List<ProducerRecord<String, byte[]>> records(EventStore trail, int count) {
    EventRecords form =
        new EventRecords(
            CloudEventJson.from(URI.create("/tidings/load")),
            CloudEventMode.BINARY,
            event -> "none",
            DomainEvent::sessionId);
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(count);
    try (Stream<StoredEvent> events = trail.stream(EventQuery.platform())) {
      events
          .limit(count)
          .forEach(
              each ->
                  records.add(
                      form.of(
                          new DeliveryAttempt(
                              each.event(), each.seq(), each.receivedAt(), 1, null))));
    }
    return records;
  }

  private static double plain(
      Cluster cluster, List<ProducerRecord<String, byte[]>> records, int round) throws Exception {
    String topic = "plain-" + round;
    cluster.topic(topic, PARTITIONS, Map.of());
    try (Producer<String, byte[]> producer = RelayProducer.of("plain", cluster.settings())) {
      producer.partitionsFor(topic);
      CountDownLatch left = new CountDownLatch(records.size());
      long start = System.nanoTime();
      for (ProducerRecord<String, byte[]> record : records) {
        Future<?> unused =
            producer.send(
                new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()),
                (metadata, failure) -> left.countDown());
      }
      left.await();
      return records.size() / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static double relayed(Cluster cluster, EventStore trail, int round, boolean isStrict)
      throws Exception {
    String topic = (isStrict ? "strict-" : "relayed-") + round;
    cluster.topic(topic, PARTITIONS, Map.of());
    try (Producer<String, byte[]> producer = RelayProducer.of("host", cluster.settings())) {
      KafkaRelay.Builder builder =
          isStrict
              ? KafkaRelay.builder(trail, producer)
              : KafkaRelay.builder(trail, cluster.settings());
      long start = System.nanoTime();
      try (KafkaRelay relay =
          builder
              .name(topic + "-" + System.nanoTime())
              .topic(topic)
              .key(DomainEvent::sessionId)
              .start()) {
        if (!relay.flush(LONG)) {
          throw new IllegalStateException("not relayed: " + relay.delivery().describe());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return relay.delivery().metrics().delivered() / seconds;
      }
    }
  }

  private static void lag(Cluster cluster, EventStore trail, int rate, int seconds)
      throws Exception {
    int count = rate * seconds;
    long[] emitted = new long[count];
    long[] lags = new long[count];
    cluster.topic("lag", PARTITIONS, Map.of());
    long from = trail.count(EventQuery.platform());
    Thread reader = new Thread(() -> read(cluster, emitted, lags), "reader");
    try (EventBus bus = EventBus.builder().tap(AsyncTap.of(new StoreTap(trail))).build();
        KafkaRelay relay =
            KafkaRelay.builder(trail, cluster.settings())
                .name("lag-" + System.nanoTime())
                .topic("lag")
                .key(DomainEvent::sessionId)
                .startingAfter(from)
                .start()) {
      reader.start();
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        DomainEvent event = event(i);
        emitted[i] = System.nanoTime();
        bus.emit(event);
      }
      reader.join();
      print(relay.delivery().describe());
    }
    long[] warm = Arrays.copyOfRange(lags, count / 4, count);
    Arrays.sort(warm);
    print(
        String.format(
            Locale.ROOT,
            "%,d events at %,d a second, from emit to a consumer: median %.1f ms, p99 %.1f ms,"
                + " max %.1f ms",
            warm.length,
            rate,
            warm[warm.length / 2] / 1e6,
            warm[warm.length * 99 / 100] / 1e6,
            warm[warm.length - 1] / 1e6));
  }

  private static void read(Cluster cluster, long[] emitted, long[] lags) {
    CloudEventReader form = CloudEventReader.standard();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            cluster.settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new TopicPartition("lag", i));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int read = 0; read < lags.length; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          int number = Objects.requireNonNull(form.read(record).detail("number", Integer.class));
          lags[number] = System.nanoTime() - emitted[number];
          read++;
        }
      }
    }
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
