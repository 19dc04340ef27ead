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
  private final DeliverySender sender;
  private final Executor executor;
  private final Backoff backoff;
  private final DispatchLimits limits;
  private final MissedDeliveries catchUp;
  private final SubscriptionCache subscriptions = new SubscriptionCache();
  private final Map<String, SubscriptionQueue> queues = new HashMap<>();
  private final Deque<SubscriptionQueue> order = new ArrayDeque<>();
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final List<Outcome> unsettled = new ArrayList<>();
  private int running;

  DispatchLoop(
      WebhookStore store,
      DeliverySender sender,
      Executor executor,
      Backoff backoff,
      DispatchLimits limits) {
    this.database = store.trail().database();
    this.sender = sender;
    this.executor = executor;
    this.backoff = backoff;
    this.limits = limits;
    this.catchUp = new MissedDeliveries(store.trail());
  }

  /** Does what there is to do; answers whether there was something. */
  boolean turn() {
    drainInbox();
    refresh();
    boolean sent = send();
    return settle() || sent;
  }

  /** Hears that something may be due for subscriptions. Called by any thread. */
  void nudge(Collection<String> ids) {
    inbox.add(() -> ids.stream().map(queues::get).forEach(DispatchLoop::nudge));
  }

  private static void nudge(@Nullable SubscriptionQueue queue) {
    if (queue != null) {
      queue.nudge();
    }
  }

  /** Hears that something may be due for anybody. */
  void nudgeAll() {
    order.forEach(SubscriptionQueue::nudge);
  }

  /** Ends a wait. Called by any thread. */
  void wake() {
    inbox.add(() -> {});
  }

  /** Waits until there is something to hear, for a time at most. */
  void await(long nanos) throws InterruptedException {
    Runnable first = inbox.poll(nanos, TimeUnit.NANOSECONDS);
    if (first != null) {
      first.run();
    }
  }

  /** Tells whether there are attempts whose outcome is not kept yet. */
  boolean isOpen() {
    return running > 0 || !unsettled.isEmpty();
  }

  private void drainInbox() {
    while (unsettled.size() < MAX_SETTLED) {
      Runnable next = inbox.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  private void completed(Outcome settlement) {
    running--;
    settlement.queue().completed(!settlement.isDelivered());
    unsettled.add(settlement);
  }

  /** Keeps what has ended, all of it in one transaction; answers whether there was something. */
  boolean settle() {
    drainInbox();
    if (unsettled.isEmpty()) {
      return false;
    }
    OutcomeWriter settling = new OutcomeWriter(unsettled, backoff, limits.pauseAfter());
    database.write(settling::keep);
    settling.tell();
    unsettled.clear();
    return true;
  }

  private void refresh() {
    if (!database.read(subscriptions::refresh)) {
      return;
    }
    Map<String, SubscriptionQueue> gone = new HashMap<>(queues);
    for (SubscriptionTable.Row row : subscriptions.all()) {
      SubscriptionQueue queue = gone.remove(row.id());
      if (queue == null) {
        SubscriptionQueue made = new SubscriptionQueue(row);
        queues.put(row.id(), made);
        order.add(made);
      } else {
        queue.replace(row);
      }
    }
    queues.keySet().removeAll(gone.keySet());
    order.removeAll(gone.values());
  }

  /** Sends what is due, lane by lane, each in its turn; answers whether something was done. */
  private boolean send() {
    Instant now = database.clock().instant();
    boolean done = false;
    for (int left = order.size(); left > 0 && running < limits.requests(); left--) {
      SubscriptionQueue queue = order.removeFirst();
      order.addLast(queue);
      int room = queue.room(now, limits.concurrency());
      if (room > 0) {
        done |= send(queue, now, Math.min(room, limits.requests() - running));
      }
    }
    return done;
  }

  private boolean send(SubscriptionQueue queue, Instant now, int room) {
    int most = room + queue.open();
    String id = queue.row().id();
    List<PendingDelivery> due =
        database.read(connection -> PendingTable.due(connection, id, now, most));
    List<PendingDelivery> next =
        due.stream().filter(delivery -> !queue.isInFlight(delivery.id())).limit(room).toList();
    if (due.size() < most) {
      queue.rest(
          database.read(connection -> PendingTable.nextDue(connection, id, now)).orElse(null));
    }
    next.forEach(delivery -> begin(queue, delivery));
    return !next.isEmpty() || (due.isEmpty() && isCaughtUp(queue));
  }

  /** Makes what a lane has missed where nothing else is due; answers whether it had. */
  private boolean isCaughtUp(SubscriptionQueue queue) {
    Long missed = queue.row().missedAfter();
    if (missed == null) {
      return false;
    }
    queue.replace(catchUp.next(queue.row(), missed));
    return true;
  }

  private void begin(SubscriptionQueue queue, PendingDelivery delivery) {
    WebhookSubscription subscription = queue.row().subscription();
    String sealed = String.valueOf(queue.row().sealed());
    executor.execute(
        () -> {
          Attempt attempt = attempt(subscription, sealed, delivery);
          Instant now = database.clock().instant();
          inbox.add(() -> completed(new Outcome(queue, delivery, attempt, now)));
        });
    queue.begin(delivery.id());
    running++;
  }

  /** Whatever happens an attempt has an end, else its subscription would wait for it for ever. */
  private Attempt attempt(
      WebhookSubscription subscription, String sealed, PendingDelivery delivery) {
    try {
      return sender.attempt(subscription, sealed, delivery);
    } catch (Throwable failure) {
      LOG.error("subscription {}: an attempt failed", subscription.id(), failure);
      return Attempt.notAttempted("the attempt failed: " + failure.getClass().getName());
    }
  }
}
