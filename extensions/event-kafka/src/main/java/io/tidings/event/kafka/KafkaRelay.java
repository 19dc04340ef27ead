package io.tidings.event.kafka;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * A relay of the events of a trail to Kafka as CloudEvents: first the stored ones, then new ones,
 * each at least once, those of one key in the order of the trail. Its position is stored in the
 * trail under its name and moves past an event when the broker has acknowledged it; of several
 * relays of one name, in any process, one is active.
 *
 * <pre>{@code
 * KafkaRelay relay =
 *     KafkaRelay.builder(trail, Map.of("bootstrap.servers", "localhost:9092"))
 *         .name("siem")
 *         .source(URI.create("//orders.example/trail"))
 *         .topic(event -> "audit." + event.scope().project())
 *         .key(DomainEvent::correlationId)
 *         .start();
 * }</pre>
 *
 * <p>While the brokers cannot be reached, events are sent again, without limit; nothing is lost. A
 * record that the brokers can never accept (too large, no such topic, not authorized) is a dead
 * letter with its reason, and later events of its key pass. A relay is a durable delivery: {@code
 * bin/tidings delivery} lists and redrives its dead letters.
 *
 * <p>Thread-safe.
 *
 * @contract KAF-01, KAF-02, KAF-03, KAF-04
 */
public final class KafkaRelay implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final int PARALLELISM = 2;

  private final Delivery delivery;
  private final DeliveryDeadLetters deadLetters;
  private final RecordSender sender;
  private final @Nullable Producer<String, byte[]> own;

  private KafkaRelay(
      Delivery delivery,
      DeliveryDeadLetters deadLetters,
      RecordSender sender,
      @Nullable Producer<String, byte[]> own) {
    this.delivery = delivery;
    this.deadLetters = deadLetters;
    this.sender = sender;
    this.own = own;
  }

  /**
   * Returns a builder of a relay with a producer of its own, which is idempotent, requires the
   * acknowledgement of all replicas in sync, never gives up, and is closed with the relay. Many
   * events of one key are in flight at the same time.
   *
   * @param settings settings of Kafka's producer, at least {@code bootstrap.servers}
   */
  public static Builder builder(EventStore trail, Map<String, ?> settings) {
    Map<String, ?> copy = Map.copyOf(settings);
    return new Builder(trail, name -> RelayProducer.of(name, copy), true);
  }

  /**
   * Returns a builder of a relay with a producer of the host, which must be idempotent with {@code
   * acks=all} and is not closed with the relay. One event of a key is in flight at a time, since a
   * producer may give up on one and succeed with the next; see {@link Builder#pipelining}.
   */
  public static Builder builder(EventStore trail, Producer<String, byte[]> producer) {
    requireNonNull(producer, "producer");
    return new Builder(trail, name -> producer, false);
  }

  /** Returns the name. */
  public String name() {
    return delivery.name();
  }

  /** Returns the delivery that passes events to this relay, for its numbers. */
  public Delivery delivery() {
    return delivery;
  }

  /** Returns the events that the brokers can never accept. */
  public DeliveryDeadLetters deadLetters() {
    return deadLetters;
  }

  /**
   * Waits until every event stored before this call is acknowledged or a dead letter.
   *
   * @return whether that is so; false if the timeout expires before
   */
  public boolean flush(Duration timeout) {
    return delivery.flush(timeout);
  }

  /**
   * Ends the relay: waits for the acknowledgements of what was sent, and stores the position.
   * Closing again returns the same result.
   *
   * @return the events without an acknowledgement; the next start sends them again
   */
  public CloseResult.Undelivered close(Duration timeout) {
    CloseResult.Undelivered left = delivery.close(timeout);
    sender.close();
    if (own != null) {
      own.close(Duration.ZERO);
    }
    return left;
  }

  /** Closes with a timeout of 10 seconds. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /** A builder of a relay. Not thread-safe. */
  public static final class Builder {

    private final EventStore trail;
    private final Function<String, Producer<String, byte[]>> producer;
    private final boolean isOwn;
    private boolean isPipelining;
    private @Nullable String name;
    private @Nullable URI source;
    private @Nullable EventCatalog catalog;
    private @Nullable URI schema;
    private @Nullable Function<? super DomainEvent, String> topic;
    private Function<? super DomainEvent, ? extends @Nullable String> key = DeliveryKey.DEFAULT::of;
    private CloudEventMode mode = CloudEventMode.BINARY;
    private EventQuery query = EventQuery.platform();
    private long start;
    private @Nullable Duration lease;

    private Builder(
        EventStore trail, Function<String, Producer<String, byte[]>> producer, boolean isOwn) {
      this.trail = requireNonNull(trail, "trail");
      this.producer = producer;
      this.isOwn = isOwn;
      this.isPipelining = isOwn;
    }

    /** Sets the name of the position: 1 to 128 visible ASCII characters. Required. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the source of the CloudEvents, the identity of this host's trail. By default {@code
     * /tidings/} and the name. Events that a {@link KafkaEventSource} has received from another
     * source are not relayed.
     *
     * @throws IllegalArgumentException if it is empty or has a query or a fragment
     */
    public Builder source(URI source) {
      this.source = CloudEventJson.from(source).source();
      return this;
    }

    /** Sets one topic for all events. */
    public Builder topic(String topic) {
      requireNonNull(topic, "topic");
      return topic(event -> topic);
    }

    /**
     * Sets the topic of each event. Required. Called on threads of the relay; an event for which it
     * throws or returns null is a dead letter.
     */
    public Builder topic(Function<? super DomainEvent, String> topic) {
      this.topic = requireNonNull(topic, "topic");
      return this;
    }

    /**
     * Sets the key of each event, which decides on its partition and its order; null for none. By
     * default the session, else the plan, else the correlation id, each within its project. Called
     * on threads of the relay; must return the same key for the same event.
     */
    public Builder key(Function<? super DomainEvent, ? extends @Nullable String> key) {
      this.key = requireNonNull(key, "key");
      return this;
    }

    /** Sets the mode of the CloudEvents, by default {@link CloudEventMode#BINARY}. */
    public Builder mode(CloudEventMode mode) {
      this.mode = requireNonNull(mode, "mode");
      return this;
    }

    /** Sets the events to relay, by default all. */
    public Builder query(EventQuery query) {
      this.query = requireNonNull(query, "query");
      return this;
    }

    /**
     * Sets the catalogue and the place of its published schema, for {@code dataschema}.
     *
     * @throws IllegalArgumentException if {@code schema} is no absolute URI, or has a fragment
     */
    public Builder schema(EventCatalog catalog, URI schema) {
      CloudEventJson unused = CloudEventJson.standard().withCatalog(catalog, schema);
      this.catalog = catalog;
      this.schema = schema;
      return this;
    }

    /**
     * Sets the position to start after if the name is new, by default 0, the start of the trail.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder startingAfter(long seq) {
      this.start = DeliveryOptions.perKey(DeliveryKey.NONE).startingAfter(seq).start();
      return this;
    }

    /**
     * Sets the time after which another process takes over from one that has stopped, by default 30
     * seconds.
     *
     * @throws IllegalArgumentException if it is less than a second or more than a day
     */
    public Builder lease(Duration lease) {
      this.lease = DeliveryOptions.perKey(DeliveryKey.NONE).lease(lease).lease();
      return this;
    }

    /**
     * Has many events of one key in flight at the same time with a producer of the host, which must
     * never give up on a record: idempotent, and with the greatest {@code delivery.timeout.ms}. If
     * it gives up nevertheless, the event is sent again after later ones of its key.
     */
    public Builder pipelining() {
      this.isPipelining = true;
      return this;
    }

    /**
     * Starts the relay.
     *
     * @throws IllegalStateException if the name or the topic is missing
     * @throws IllegalArgumentException if the name is ill-formed, or a setting of the producer
     *     contradicts the promises of the relay
     * @throws RuntimeException a {@code StoreException} if the store is closed or read-only, a
     *     {@code KafkaException} if the producer cannot be made
     */
    public KafkaRelay start() {
      if (name == null || topic == null) {
        throw new IllegalStateException(
            "a relay requires a name and a topic; call name(…) and topic(…) before start()");
      }
      URI from =
          source != null ? source : CloudEventJson.from(URI.create("/tidings/" + name)).source();
      EventRecords records = new EventRecords(form(from), mode, topic, key);
      Producer<String, byte[]> started = producer.apply(name);
      RecordSender sender = new RecordSender(name, started);
      try {
        Delivery delivery =
            trail.deliverAsync(
                name, query, options(), attempt -> relay(attempt, from, records, sender));
        return new KafkaRelay(delivery, trail.deadLetters(name), sender, isOwn ? started : null);
      } catch (RuntimeException failure) {
        sender.close();
        if (isOwn) {
          started.close(Duration.ZERO);
        }
        throw failure;
      }
    }

    private CloudEventJson form(URI from) {
      CloudEventJson form = CloudEventJson.from(from);
      return catalog == null || schema == null ? form : form.withCatalog(catalog, schema);
    }

    private DeliveryOptions options() {
      DeliveryOptions options =
          DeliveryOptions.perKey(DeliveryKey.by("key", key))
              .parallel(PARALLELISM)
              .retrying(RetryPolicy.none())
              .passingDeadLetters()
              .startingAfter(start);
      options = lease == null ? options : options.lease(lease);
      return isPipelining ? options.pipelining() : options;
    }

    private static CompletionStage<?> relay(
        DeliveryAttempt attempt, URI from, EventRecords records, RecordSender sender) {
      return Origin.isForeign(attempt.event(), from)
          ? CompletableFuture.completedFuture(null)
          : sender.send(records.of(attempt));
    }
  }
}
