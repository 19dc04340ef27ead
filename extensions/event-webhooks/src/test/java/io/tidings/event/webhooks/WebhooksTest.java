package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EventStoreBuilder;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.webhooks.internal.dispatch.Backoff;
import io.tidings.event.webhooks.internal.dispatch.DeliverySender;
import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import io.tidings.event.webhooks.internal.dispatch.DispatchLoop;
import io.tidings.event.webhooks.internal.http.NameResolver;
import io.tidings.event.webhooks.internal.tables.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of webhook tests: a trail, subscriptions, and turns run by the test. */
abstract class WebhooksTest {

  static final String PROJECT = "apollo";
  static final EventScope APOLLO = EventScope.none().withProject(PROJECT);
  static final String SECRET = "whsec-0123456789abcdef0123";
  static final OutboundPolicy HERE = OutboundPolicy.standard().allowingLoopback();
  static final Duration SHORT = Duration.ofMillis(100);
  static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;

  final TestClock clock = TestClock.at(TestClock.DEFAULT_START);
  final EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private Backend.@Nullable Place place;
  private @Nullable EventStore trail;

  <T extends AutoCloseable> T closing(T resource) {
    opened.push(resource);
    return resource;
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  @BeforeEach
  void makePlace() throws SQLException {
    Backend.Place made = backend().place(directory);
    place = made;
    closing(made.connections());
  }

  /** Returns where the trail of this test lies. */
  Backend backend() {
    return Backend.SQLITE;
  }

  EventStoreBuilder builder() {
    return requireNonNull(place).builder();
  }

  Path keyFile() {
    return directory.resolve("webhooks.key");
  }

  SecretVault vault() {
    return SecretVault.inFile(keyFile());
  }

  /** Returns the trail of this test, by the test's clock. */
  EventStore trail() {
    EventStore there = trail;
    if (there == null) {
      there = closing(builder().clock(clock).open());
      trail = there;
    }
    return there;
  }

  WebhookStore openStore() {
    return WebhookStore.in(trail(), vault());
  }

  Turns turns(WebhookStore store) {
    return turns(store, DispatchLimits.STANDARD);
  }

  Turns turns(WebhookStore store, DispatchLimits limits) {
    return new Turns(store.trail(), loop(store, Runnable::run, limits));
  }

  DispatchLoop loop(WebhookStore store, Executor executor, DispatchLimits limits) {
    return loop(store, sender(store, LONG), executor, limits);
  }

  DispatchLoop loop(
      WebhookStore store, DeliverySender sender, Executor executor, DispatchLimits limits) {
    return new DispatchLoop(store.trail(), sender, executor, new Backoff(new Random(42)), limits);
  }

  DeliverySender sender(WebhookStore store, Duration timeout) {
    return closing(store.sender(HERE, NameResolver.SYSTEM, null, timeout));
  }

  /** Lets all retries of what is pending happen. */
  void exhaust(Turns turns) {
    for (int retry = 0; retry <= Backoff.MAX_RETRIES; retry++) {
      turns.settle();
      clock.advance(Duration.ofMinutes(1));
    }
    turns.settle();
  }

  static void change(WebhookStore store, Change change) {
    store
        .trail()
        .database()
        .write(
            connection -> {
              change.make(connection);
              return true;
            });
  }

  interface Change {
    void make(Connection connection) throws SQLException;
  }

  EventBuilder event(EventKind kind) {
    return events.root(kind).scope(APOLLO);
  }

  DomainEvent fetched() {
    return event(EventType.TRACES_FETCHED).detail("count", 2).build();
  }

  static WebhookSubscription subscribe(WebhookStore store, SubscriptionSpec spec) {
    return store.create(PROJECT, spec, SECRET).subscription();
  }

  static List<WebhookDelivery> deliveries(WebhookStore store, WebhookSubscription of) {
    return store.deliveries(of.project(), of.id(), WebhookStore.MAX_DELIVERIES);
  }

  static long pending(WebhookStore store) {
    return store
        .trail()
        .database()
        .read(connection -> Sql.number(connection, "SELECT count(*) FROM webhook_pending"));
  }
}
