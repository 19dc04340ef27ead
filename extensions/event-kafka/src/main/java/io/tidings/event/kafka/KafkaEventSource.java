package io.tidings.event.kafka;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventLimits;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.EventStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other side of a {@link KafkaRelay}: receives events of other hosts from Kafka, stores each in
 * this host's trail once, with its mark in the inbox in the same transaction, and emits it to the
 * bus.
 *
 * <pre>{@code
 * KafkaEventSource source =
 *     KafkaEventSource.builder(
 *             bus, trail, Map.of("bootstrap.servers", "localhost:9092", "group.id", "billing"))
 *         .name("orders")
 *         .origin(URI.create("//billing.example/trail"))
 *         .topics("orders")
 *         .start();
 * }</pre>
 *
 * <p>An event that comes again is recognized by source and id, and skipped. So are those of this
 * host itself; the others have the detail {@value #ORIGIN_DETAIL} with their source, and a relay of
 * this host does not send them: two hosts that relay to and read from one topic have no loop. A
 * handler of the bus may miss an event if the process is killed between the transaction and the
 * emit; a durable delivery of the trail does not.
 *
 * <p>Events are received on one thread, in the order of each partition. A failure of the brokers or
 * of the trail is logged and retried until the source is closed. Thread-safe.
 *
 * @contract KAF-06, KAF-07, KAF-08
 */
public final class KafkaEventSource implements AutoCloseable {

  /** The detail with the source of an event that was received from another host: {@value}. */
  public static final String ORIGIN_DETAIL = "tidings_origin";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventSource.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 1_000;

  private final SharedEvents events;
  private final Consumer<?, byte[]> consumer;
  private final boolean isOwn;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile SourceMetrics metrics = new SourceMetrics(0, 0, 0, 0);

  private KafkaEventSource(
      SharedEvents events, Consumer<?, byte[]> consumer, boolean isOwn, Collection<String> topics) {
    this.events = events;
    this.consumer = consumer;
    this.isOwn = isOwn;
    this.thread = new Thread(() -> run(topics), "tidings-kafka-source-" + events.name());
    thread.setDaemon(true);
  }

  /**
   * Returns a builder of a source with a consumer of its own, which is closed with the source.
   *
   * @param bus the bus that receives the events
   * @param trail the trail that stores them, with the inbox
   * @param settings settings of Kafka's consumer, at least {@code bootstrap.servers} and {@code
   *     group.id}; without {@code auto.offset.reset} a new group starts with the earliest record
   */
  public static Builder builder(EventBus bus, EventStore trail, Map<String, ?> settings) {
    Map<String, Object> complete = new HashMap<>(settings);
    complete.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    complete.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new Builder(
        bus,
        trail,
        () -> new KafkaConsumer<>(complete, new StringDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * Returns a builder of a source with a consumer of the host, which must belong to a group, not
   * commit by itself, and is used by no one else; it is not closed with the source.
   */
  public static Builder builder(EventBus bus, EventStore trail, Consumer<?, byte[]> consumer) {
    return new Builder(bus, trail, requireNonNull(consumer, "consumer"));
  }

  private void run(Collection<String> topics) {
    try {
      consumer.subscribe(topics);
      while (closing.getCount() > 0) {
        turn();
      }
    } finally {
      end();
    }
  }

  private void turn() {
    ConsumerRecords<?, byte[]> records = ConsumerRecords.empty();
    try {
      records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        metrics = metrics.plus(events.take(records));
        commit(records);
      }
    } catch (WakeupException closed) {
      // The loop ends.
    } catch (RuntimeException failure) {
      LOG.warn("Source '{}' failed; retrying in 1 s", events.name(), failure);
      rewind(records);
      pause();
    }
  }

  /** Commits the offsets after records; if that fails, they come again and are recognized. */
  private void commit(ConsumerRecords<?, byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (ConsumerRecord<?, byte[]> record : records) {
      offsets.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    try {
      consumer.commitSync(offsets);
    } catch (CommitFailedException | RebalanceInProgressException moved) {
      LOG.debug("Source '{}' lost partitions before a commit", events.name(), moved);
    }
  }

  /** Has records delivered again that were not taken. */
  private void rewind(ConsumerRecords<?, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      try {
        consumer.seek(partition, records.records(partition).get(0).offset());
      } catch (IllegalStateException revoked) {
        LOG.debug("Source '{}' lost {} before a retry", events.name(), partition, revoked);
      }
    }
  }

  private void pause() {
    try {
      boolean unused = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
    }
  }

  private void end() {
    try {
      if (isOwn) {
        consumer.close();
      } else {
        consumer.unsubscribe();
      }
    } catch (RuntimeException failure) {
      LOG.warn(
          "Source '{}' could not leave its group, which removes it later", events.name(), failure);
    }
  }

  /** Returns the name. */
  public String name() {
    return events.name();
  }

  /** Returns the current numbers. */
  public SourceMetrics metrics() {
    return metrics;
  }

  /** Ends the source after the records in progress. Closing again has no effect. */
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A builder of a source. Not thread-safe. */
  public static final class Builder {

    private final EventBus bus;
    private final EventStore trail;
    private final Supplier<Consumer<?, byte[]>> consumer;
    private final boolean isOwn;
    private CloudEventReader reader = CloudEventReader.standard();
    private @Nullable String name;
    private @Nullable URI origin;
    private List<String> topics = List.of();

    private Builder(EventBus bus, EventStore trail, Supplier<Consumer<?, byte[]>> consumer) {
      this(bus, trail, consumer, true);
    }

    private Builder(EventBus bus, EventStore trail, Consumer<?, byte[]> consumer) {
      this(bus, trail, () -> consumer, false);
    }

    private Builder(
        EventBus bus, EventStore trail, Supplier<Consumer<?, byte[]>> consumer, boolean isOwn) {
      this.bus = requireNonNull(bus, "bus");
      this.trail = requireNonNull(trail, "trail");
      this.consumer = consumer;
      this.isOwn = isOwn;
    }

    /** Sets the name in the inbox: 1 to 128 visible ASCII characters. Required. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the source of this host's own CloudEvents, as its relay has it. Required.
     *
     * @throws IllegalArgumentException if it is empty or has a query or a fragment
     */
    public Builder origin(URI origin) {
      this.origin = CloudEventJson.from(origin).source();
      return this;
    }

    /** Sets the topics. Required. */
    public Builder topics(String... topics) {
      this.topics = List.of(topics);
      return this;
    }

    /** Sets a catalogue: kinds of events are the catalogue's constants. */
    public Builder catalog(EventCatalog catalog) {
      this.reader = reader.withCatalog(catalog);
      return this;
    }

    /** Sets other limits of events than the default ones. */
    public Builder limits(EventLimits limits) {
      this.reader = reader.withLimits(limits);
      return this;
    }

    /**
     * Starts the source.
     *
     * @throws IllegalStateException if the name, the origin or the topics are missing
     * @throws IllegalArgumentException if the name is ill-formed
     * @throws RuntimeException a {@code StoreException} if the trail cannot be written, a {@code
     *     KafkaException} if the consumer cannot be made
     */
    public KafkaEventSource start() {
      if (name == null || origin == null || topics.isEmpty()) {
        throw new IllegalStateException(
            "a source requires name(…), origin(…) and topics(…) before start()");
      }
      // Creates the inbox, which is not possible within a transaction.
      int unused = trail.forgetOnce(name, Instant.EPOCH);
      SharedEvents events = new SharedEvents(bus, trail, name, origin, reader);
      KafkaEventSource source = new KafkaEventSource(events, consumer.get(), isOwn, topics);
      source.thread.start();
      return source;
    }
  }
}
