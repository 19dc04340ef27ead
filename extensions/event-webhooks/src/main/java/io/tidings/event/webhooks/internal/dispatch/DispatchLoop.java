package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.webhooks.internal.http.FairShares;
import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.PendingTable;
import io.tidings.event.webhooks.internal.tables.StateTable;
import io.tidings.event.webhooks.internal.tables.StoredSubscription;
import io.tidings.event.webhooks.internal.tables.SubscriptionRow;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Event loop of the dispatcher: starts due attempts and records outcomes. One thread runs it and
 * holds all state; attempts run on an executor, and other threads submit work through the inbox.
 */
public final class DispatchLoop {

  private static final int MAX_OUTCOMES = 512;

  private final StoreDatabase database;
  private final DeliverySender sender;
  private final Executor executor;
  private final Backoff backoff;
  private final DispatchLimits limits;
  private final FairShares shares;
  private final MissedDeliveries missedDeliveries;
  private final SubscriptionCache subscriptions = new SubscriptionCache();
  private final Map<String, SubscriptionQueue> queues = new HashMap<>();
  private final Deque<SubscriptionQueue> roundRobin = new ArrayDeque<>();
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final List<Outcome> unrecorded = new ArrayList<>();
  private Consumer<? super DeliveryRow> listener = row -> {};
  private int running;
  private long epoch;

  /** Creates a loop. */
  public DispatchLoop(
      EventStore trail,
      DeliverySender sender,
      Executor executor,
      Backoff backoff,
      DispatchLimits limits) {
    this.database = trail.database();
    this.sender = sender;
    this.executor = executor;
    this.backoff = backoff;
    this.limits = limits;
    this.shares = new FairShares(limits.requests());
    this.missedDeliveries = new MissedDeliveries(trail);
  }

  /** Sets the receiver of final outcomes, before the first turn. */
  void listener(Consumer<? super DeliveryRow> listener) {
    this.listener = listener;
  }

  /** Runs one turn of a dispatcher that holds the lease; returns whether there was work. */
  public boolean turn() {
    return turn(() -> true);
  }

  /**
   * Runs one turn; returns whether there was work. If another dispatcher has taken over since the
   * last turn, this one takes over again, or sends nothing without the lease.
   *
   * @param lease returns whether this dispatcher still holds the lease
   */
  boolean turn(BooleanSupplier lease) {
    drainInbox();
    if (isSuperseded() && (!lease.getAsBoolean() || !takeOver())) {
      return record();
    }
    refresh();
    boolean sent = send();
    return record() || sent;
  }

  private boolean isSuperseded() {
    return epoch == 0 || epoch != database.read(StateTable::epoch);
  }

  /** Supersedes the attempts started before, and reads every subscription and queue again. */
  private boolean takeOver() {
    epoch = database.write(StateTable::takeOver);
    subscriptions.clear();
    nudgeAll();
    return true;
  }

  /** Marks subscriptions as possibly having due deliveries. Called by any thread. */
  public void nudge(Collection<String> ids) {
    inbox.add(() -> ids.stream().map(queues::get).forEach(DispatchLoop::nudge));
  }

  private static void nudge(@Nullable SubscriptionQueue queue) {
    if (queue != null) {
      queue.nudge();
    }
  }

  /** Marks all subscriptions as possibly having due deliveries. */
  public void nudgeAll() {
    roundRobin.forEach(SubscriptionQueue::nudge);
  }

  /** Ends a wait. Called by any thread. */
  void wake() {
    inbox.add(() -> {});
  }

  /** Waits for work in the inbox, at most for a time. */
  void await(long nanos) throws InterruptedException {
    Runnable first = inbox.poll(nanos, TimeUnit.NANOSECONDS);
    if (first != null) {
      first.run();
    }
  }

  /** Returns whether there are attempts whose outcome is not recorded. */
  public boolean isOpen() {
    return running > 0 || !unrecorded.isEmpty();
  }

  private void drainInbox() {
    while (unrecorded.size() < MAX_OUTCOMES) {
      Runnable next = inbox.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  private void completed(Outcome outcome) {
    running--;
    shares.release(outcome.delivery().project());
    outcome.queue().completed(!outcome.isDelivered());
    unrecorded.add(outcome);
  }

  /** Records completed attempts in one transaction; returns whether there were any. */
  boolean record() {
    drainInbox();
    if (unrecorded.isEmpty()) {
      return false;
    }
    OutcomeWriter writer = new OutcomeWriter(unrecorded, backoff, limits.pauseAfter());
    database.write(writer::write);
    writer.updateQueues();
    unrecorded.clear();
    writer.recorded().forEach(this::report);
    return true;
  }

  private void report(DeliveryRow outcome) {
    try {
      listener.accept(outcome);
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      LOG.warn("Listener of webhook outcomes failed; continuing", failure);
    }
  }

  private void refresh() {
    if (!database.read(subscriptions::refresh)) {
      return;
    }
    Map<String, SubscriptionQueue> removed = new HashMap<>(queues);
    for (SubscriptionRow row : subscriptions.all()) {
      SubscriptionQueue queue = removed.remove(row.id());
      if (queue == null) {
        SubscriptionQueue added = new SubscriptionQueue(row);
        queues.put(row.id(), added);
        roundRobin.add(added);
      } else {
        queue.replace(row);
      }
    }
    queues.keySet().removeAll(removed.keySet());
    roundRobin.removeAll(removed.values());
  }

  /** Starts due attempts, one queue after the other; returns whether there was work. */
  private boolean send() {
    Instant now = database.clock().instant();
    boolean worked = false;
    for (int left = roundRobin.size(); left > 0 && running < limits.requests(); left--) {
      SubscriptionQueue queue = roundRobin.removeFirst();
      roundRobin.addLast(queue);
      int permits =
          Math.min(
              queue.permits(now, limits.concurrency()),
              shares.available(queue.row().subscription().project()));
      if (permits > 0) {
        worked |= send(queue, now, permits);
      }
    }
    return worked;
  }

  private boolean send(SubscriptionQueue queue, Instant now, int permits) {
    int limit = permits + queue.inFlightCount();
    String id = queue.row().id();
    List<PendingDelivery> due =
        database.read(connection -> PendingTable.due(connection, id, now, limit));
    List<PendingDelivery> next =
        due.stream().filter(delivery -> !queue.isInFlight(delivery.id())).limit(permits).toList();
    if (due.size() < limit) {
      queue.rest(
          database.read(connection -> PendingTable.nextDue(connection, id, now)).orElse(null));
    }
    next.forEach(delivery -> start(queue, delivery));
    return !next.isEmpty() || (due.isEmpty() && enqueueMissed(queue));
  }

  /** Enqueues skipped deliveries of a queue without due ones; returns whether it had any. */
  private boolean enqueueMissed(SubscriptionQueue queue) {
    Long missedAfter = queue.row().missedAfter();
    if (missedAfter == null) {
      return false;
    }
    queue.replace(missedDeliveries.enqueueNext(queue.row(), missedAfter, subscriptions.revision()));
    return true;
  }

  private void start(SubscriptionQueue queue, PendingDelivery delivery) {
    StoredSubscription subscription = queue.row().subscription();
    String sealed = String.valueOf(queue.row().sealed());
    long started = epoch;
    executor.execute(
        () -> {
          Attempt attempt = attempt(subscription, sealed, delivery);
          Instant now = now();
          inbox.add(() -> completed(new Outcome(queue, delivery, attempt, now, started)));
        });
    queue.start(delivery.id());
    shares.acquire(delivery.project());
    running++;
  }

  /** Returns the store's time, or the system's if the host's clock fails: no attempt is lost. */
  private Instant now() {
    try {
      return database.clock().instant();
    } catch (RuntimeException failure) {
      LOG.warn("Clock of the trail failed; using the system's time for an outcome", failure);
      return Instant.now();
    }
  }

  /** Returns a result for every attempt: without one its queue would never send again. */
  private Attempt attempt(
      StoredSubscription subscription, String sealed, PendingDelivery delivery) {
    try {
      return sender.attempt(subscription, sealed, delivery);
    } catch (Throwable failure) {
      LOG.error(
          "Attempt for subscription {} failed; retrying the delivery in one minute",
          subscription.id(),
          failure);
      return Attempt.notAttempted("the attempt failed: " + failure.getClass().getName());
    }
  }
}
