package io.tidings.event.webhooks;

import io.tidings.event.store.spi.StoreDatabase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher's work, in turns: what is due is sent, and what has ended is kept. One thread
 * takes the turns and has all state; only the attempts run elsewhere. What others have to say comes
 * through a queue.
 */
final class DispatchLoop {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final int MAX_SETTLED = 512;

  private final StoreDatabase database;
  private final Courier courier;
  private final Executor executor;
  private final Backoff backoff;
  private final DispatchLimits limits;
  private final CatchUp catchUp;
  private final Subscriptions subscriptions = new Subscriptions();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Lane> order = new ArrayDeque<>();
  private final BlockingQueue<Runnable> said = new LinkedBlockingQueue<>();
  private final List<Settlement> unsettled = new ArrayList<>();
  private int running;

  DispatchLoop(
      WebhookStore store,
      Courier courier,
      Executor executor,
      Backoff backoff,
      DispatchLimits limits) {
    this.database = store.trail().database();
    this.courier = courier;
    this.executor = executor;
    this.backoff = backoff;
    this.limits = limits;
    this.catchUp = new CatchUp(store.trail());
  }

  /** Does what there is to do; answers whether there was something. */
  boolean turn() {
    hear();
    refresh();
    boolean sent = send();
    return settle() || sent;
  }

  /** Hears that something may be due for subscriptions. Called by any thread. */
  void nudge(Collection<String> ids) {
    said.add(() -> ids.stream().map(lanes::get).forEach(DispatchLoop::nudge));
  }

  private static void nudge(@Nullable Lane lane) {
    if (lane != null) {
      lane.nudge();
    }
  }

  /** Hears that something may be due for anybody. */
  void nudgeAll() {
    order.forEach(Lane::nudge);
  }

  /** Ends a wait. Called by any thread. */
  void wake() {
    said.add(() -> {});
  }

  /** Waits until there is something to hear, for a time at most. */
  void await(long nanos) throws InterruptedException {
    Runnable first = said.poll(nanos, TimeUnit.NANOSECONDS);
    if (first != null) {
      first.run();
    }
  }

  /** Tells whether there are attempts whose outcome is not kept yet. */
  boolean isOpen() {
    return running > 0 || !unsettled.isEmpty();
  }

  private void hear() {
    while (unsettled.size() < MAX_SETTLED) {
      Runnable next = said.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  private void land(Settlement settlement) {
    running--;
    settlement.lane().land(!settlement.isDelivered());
    unsettled.add(settlement);
  }

  /** Keeps what has ended, all of it in one transaction; answers whether there was something. */
  boolean settle() {
    hear();
    if (unsettled.isEmpty()) {
      return false;
    }
    Settling settling = new Settling(unsettled, backoff, limits.pauseAfter());
    database.write(settling::keep);
    settling.tell();
    unsettled.clear();
    return true;
  }

  private void refresh() {
    if (!database.read(subscriptions::refresh)) {
      return;
    }
    Map<String, Lane> gone = new HashMap<>(lanes);
    for (SubscriptionTable.Row row : subscriptions.all()) {
      Lane lane = gone.remove(row.id());
      if (lane == null) {
        Lane made = new Lane(row);
        lanes.put(row.id(), made);
        order.add(made);
      } else {
        lane.replace(row);
      }
    }
    lanes.keySet().removeAll(gone.keySet());
    order.removeAll(gone.values());
  }

  /** Sends what is due, lane by lane, each in its turn; answers whether something was done. */
  private boolean send() {
    Instant now = database.clock().instant();
    boolean done = false;
    for (int left = order.size(); left > 0 && running < limits.requests(); left--) {
      Lane lane = order.removeFirst();
      order.addLast(lane);
      int room = lane.room(now, limits.concurrency());
      if (room > 0) {
        done |= send(lane, now, Math.min(room, limits.requests() - running));
      }
    }
    return done;
  }

  private boolean send(Lane lane, Instant now, int room) {
    int most = room + lane.open();
    String id = lane.row().id();
    List<PendingDelivery> due =
        database.read(connection -> PendingTable.due(connection, id, now, most));
    List<PendingDelivery> next =
        due.stream().filter(delivery -> !lane.hasBegun(delivery.id())).limit(room).toList();
    if (due.size() < most) {
      lane.rest(
          database.read(connection -> PendingTable.nextDue(connection, id, now)).orElse(null));
    }
    next.forEach(delivery -> begin(lane, delivery));
    return !next.isEmpty() || (due.isEmpty() && isCaughtUp(lane));
  }

  /** Makes what a lane has missed where nothing else is due; answers whether it had. */
  private boolean isCaughtUp(Lane lane) {
    Long missed = lane.row().missedAfter();
    if (missed == null) {
      return false;
    }
    lane.replace(catchUp.next(lane.row(), missed));
    return true;
  }

  private void begin(Lane lane, PendingDelivery delivery) {
    WebhookSubscription subscription = lane.row().subscription();
    String sealed = String.valueOf(lane.row().sealed());
    executor.execute(
        () -> {
          Attempt attempt = attempt(subscription, sealed, delivery);
          Instant now = database.clock().instant();
          said.add(() -> land(new Settlement(lane, delivery, attempt, now)));
        });
    lane.begin(delivery.id());
    running++;
  }

  /** Whatever happens an attempt has an end, else its subscription would wait for it for ever. */
  private Attempt attempt(
      WebhookSubscription subscription, String sealed, PendingDelivery delivery) {
    try {
      return courier.attempt(subscription, sealed, delivery);
    } catch (Throwable failure) {
      LOG.error("subscription {}: an attempt failed", subscription.id(), failure);
      return Attempt.unmade("the attempt failed: " + failure.getClass().getName());
    }
  }
}
