package io.tidings.event.store.internal.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.delivery.AsyncDeliveryHandler;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.store.delivery.OnceWork;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.follow.Leases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** The durable deliveries of one store. Thread-safe. */
public final class Deliveries implements AutoCloseable {

  private final TrailAccess trail;
  private final Set<Consumer> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isPrepared = new AtomicBoolean();
  private volatile boolean isClosed;

  /** Creates the deliveries of a store. */
  public Deliveries(TrailAccess trail) {
    this.trail = trail;
  }

  private void prepare() {
    if (!isPrepared.get()) {
      trail.database().prepare(DeliveryTables.TABLES);
      isPrepared.set(true);
    }
  }

  /** Starts a consumer whose work on an event ends with the call. */
  public Delivery start(
      String name, EventSource source, DeliveryOptions options, DeliveryHandler handler) {
    return startAsync(name, source, options, Workers.ending(requireNonNull(handler, "handler")));
  }

  /** Starts a consumer. */
  public Delivery startAsync(
      String name, EventSource source, DeliveryOptions options, AsyncDeliveryHandler handler) {
    EventIds.require(name, "name");
    requireNonNull(options, "options");
    requireNonNull(handler, "handler");
    prepare();
    Settings settings =
        new Settings(
            name,
            options,
            new FailureText(trail.redaction()),
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble());
    ConsumerRows rows =
        new ConsumerRows(
            trail.database(),
            new Leases(trail.engine(), options.lease()),
            name,
            options,
            source.project());
    Consumer[] started = new Consumer[1];
    Consumer consumer =
        new Consumer(
            settings,
            rows,
            source,
            trail,
            new Workers(settings, handler),
            () -> open.remove(requireNonNull(started[0])));
    started[0] = consumer;
    open.add(consumer);
    consumer.start();
    if (isClosed) {
      consumer.close();
    }
    return consumer;
  }

  /** Returns the dead letters of a name. */
  public DeliveryDeadLetters deadLetters(String name) {
    return new StoredDeadLetters(
        trail.database(),
        trail.platform(),
        EventIds.require(name, "name"),
        () -> open.forEach(Consumer::wake));
  }

  /** Returns the stored numbers of all names. */
  public List<DeliveryMetrics> all() {
    if (!trail.database().hasTable("delivery_consumer")) {
      return List.of();
    }
    Numbers numbers = new Numbers(trail.database());
    return numbers.all().stream()
        .map(
            stored ->
                numbers.of(
                    stored,
                    stored.project().isEmpty() ? trail.platform() : trail.project(stored.project()),
                    0,
                    0,
                    stored.position()))
        .toList();
  }

  /** Does work for an event once. */
  public boolean once(String consumer, String eventId, OnceWork work) {
    requireNonNull(work, "work");
    prepare();
    return new Inbox(trail.database()).once(consumer, eventId, work);
  }

  /** Marks an event in a transaction of the host. */
  public boolean once(Connection connection, String consumer, String eventId) {
    requireNonNull(connection, "connection");
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "connection must be within a transaction; call setAutoCommit(false) on it first");
      }
      if (!trail.engine().isOwn(connection)) {
        throw new IllegalArgumentException("connection must be to the database of the trail");
      }
      if (!isPrepared.get() && !trail.database().hasTable("delivery_once")) {
        prepare();
      }
      return new Inbox(trail.database()).mark(connection, consumer, eventId);
    } catch (SQLException failure) {
      throw trail.engine().failed("write to", failure);
    }
  }

  /** Removes markers of a consumer before a time. */
  public int forgetOnce(String consumer, Instant before) {
    requireNonNull(before, "before");
    prepare();
    return new Inbox(trail.database()).forget(consumer, before);
  }

  /** Ends all consumers after the calls in progress. */
  @Override
  public void close() {
    isClosed = true;
    open.forEach(Consumer::close);
  }
}
