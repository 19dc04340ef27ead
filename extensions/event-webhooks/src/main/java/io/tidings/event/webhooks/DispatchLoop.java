package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher's work, in turns: what has ended is kept, what is new in the trail becomes
 * deliveries, what is due is sent. One thread takes the turns and has all state; only the attempts
 * run elsewhere, and come back through a queue.
 */
final class DispatchLoop {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final int MAX_SETTLED = 512;

  private final WebhookStore store;
  private final Courier courier;
  private final Executor executor;
  private final Backoff backoff;
  private final DispatchLimits limits;
  private final Subscriptions subscriptions = new Subscriptions();
  private final Feeder feeder;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Lane> order = new ArrayDeque<>();
  private final BlockingQueue<Settlement> ended = new LinkedBlockingQueue<>();
  private final List<Settlement> unsettled = new ArrayList<>();
  private int running;

  DispatchLoop(
      EventFeed feed,
      WebhookStore store,
      Courier courier,
      Executor executor,
      Backoff backoff,
      DispatchLimits limits) {
    this.store = store;
    this.courier = courier;
    this.executor = executor;
    this.backoff = backoff;
    this.limits = limits;
    this.feeder = new Feeder(feed, store, subscriptions);
  }

  /** Does what there is to do; answers whether there was something new. */
  boolean turn() {
    boolean settled = settle();
    refresh();
    boolean fed = feeder.feed();
    if (fed) {
      order.forEach(Lane::nudge);
    }
    return send() || settled || fed;
  }

  /** Waits until an attempt ends, for a time at most. */
  void await(long nanos) throws InterruptedException {
    Settlement first = ended.poll(nanos, TimeUnit.NANOSECONDS);
    if (first != null) {
      unsettled.add(first);
    }
  }

  int running() {
    return running;
  }

  /** Keeps what has ended, all of it in one transaction; answers whether there was something. */
  boolean settle() {
    ended.drainTo(unsettled, MAX_SETTLED);
    if (unsettled.isEmpty()) {
      return false;
    }
    Map<Lane, Integer> failures = new HashMap<>();
    store
        .database()
        .change(
            connection -> {
              for (Settlement settlement : unsettled) {
                keep(connection, settlement, failures);
              }
            });
    failures.forEach(Lane::setFailures);
    for (Settlement settlement : unsettled) {
      running--;
      settlement.lane().end(settlement.delivery().id(), !settlement.isDelivered());
    }
    unsettled.clear();
    return true;
  }

  private void keep(Connection connection, Settlement settlement, Map<Lane, Integer> failures)
      throws SQLException {
    String id = settlement.delivery().id();
    if (settlement.isOpen()) {
      Instant due = settlement.at().plus(backoff.after(settlement.attempts()));
      PendingTable.postpone(connection, id, settlement.attempts(), due);
      return;
    }
    DeliveryTable.upsert(connection, settlement.outcome());
    PendingTable.delete(connection, id);
    count(connection, settlement, failures);
  }

  /** Counts failures in a row, in the database and, for after the commit, for the lanes. */
  private void count(Connection connection, Settlement settlement, Map<Lane, Integer> failures)
      throws SQLException {
    Lane lane = settlement.lane();
    int before = failures.getOrDefault(lane, lane.failures());
    int after = settlement.isDelivered() ? 0 : before + 1;
    if (after == before) {
      return;
    }
    failures.put(lane, after);
    String id = lane.subscription().id();
    SubscriptionTable.setFailures(connection, id, after);
    if (after == limits.pauseAfter()) {
      LOG.warn("subscription {} is paused: {} deliveries in a row have failed", id, after);
      SubscriptionTable.setPaused(
          connection, id, "paused after " + after + " failed deliveries in a row");
    }
  }

  private void refresh() {
    if (!store.database().read(subscriptions::refresh)) {
      return;
    }
    Map<String, Lane> gone = new HashMap<>(lanes);
    for (SubscriptionTable.Row row : subscriptions.all()) {
      String id = row.subscription().id();
      Lane lane = gone.remove(id);
      if (lane == null) {
        Lane made = new Lane(row);
        lanes.put(id, made);
        order.add(made);
      } else {
        lane.replace(row);
      }
    }
    lanes.keySet().removeAll(gone.keySet());
    order.removeAll(gone.values());
  }

  /** Sends what is due, lane by lane, each in its turn; answers whether something was sent. */
  private boolean send() {
    Instant now = store.clock().instant();
    int before = running;
    for (int left = order.size(); left > 0 && running < limits.requests(); left--) {
      Lane lane = order.removeFirst();
      order.addLast(lane);
      int room = lane.room(now, limits.concurrency());
      if (room > 0) {
        send(lane, now, Math.min(room, limits.requests() - running));
      }
    }
    return running > before;
  }

  private void send(Lane lane, Instant now, int room) {
    String id = lane.subscription().id();
    int most = room + lane.running();
    List<PendingDelivery> due =
        store.database().read(connection -> PendingTable.due(connection, id, now, most));
    due.stream()
        .filter(delivery -> !lane.isRunning(delivery.id()))
        .limit(room)
        .forEach(delivery -> begin(lane, delivery));
    if (due.size() < most) {
      lane.rest(
          store
              .database()
              .read(connection -> PendingTable.nextDue(connection, id, now))
              .orElse(null));
    }
  }

  private void begin(Lane lane, PendingDelivery delivery) {
    WebhookSubscription subscription = lane.subscription();
    String sealed = String.valueOf(lane.sealed());
    lane.begin(delivery.id());
    running++;
    executor.execute(
        () -> {
          Attempt attempt = attempt(subscription, sealed, delivery);
          ended.add(new Settlement(lane, delivery, attempt, store.clock().instant()));
        });
  }

  private Attempt attempt(
      WebhookSubscription subscription, String sealed, PendingDelivery delivery) {
    try {
      return courier.attempt(subscription, sealed, delivery);
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.warn("subscription {}: an attempt failed", subscription.id(), failure);
      return Attempt.notMade("the attempt failed: " + failure.getClass().getName());
    }
  }
}
