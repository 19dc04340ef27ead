package io.tidings.event.observe.micrometer;

import io.tidings.event.Subscription;
import io.tidings.event.async.SubscriptionMetrics;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Numbers of all subscriptions with one tag. An ended subscription is removed once nothing of it is
 * on its way; its numbers remain in the sums, so that no sum decreases. Thread-safe.
 */
final class SubscriptionGroup {

  private static final int SWEEP = 64;

  private final IdentityHashMap<Subscription, HandlerTimes> members = new IdentityHashMap<>();
  private final RecentMax endedMax;
  private SubscriptionMetrics ended = SubscriptionMetrics.NONE;
  private long endedCalls;
  private long endedFailures;
  private long endedNanos;
  private int sweepAt = SWEEP;

  SubscriptionGroup(RecentMax endedMax) {
    this.endedMax = endedMax;
  }

  synchronized void add(Subscription subscription, HandlerTimes times) {
    if (members.size() >= sweepAt) {
      sweep();
      sweepAt = Math.max(SWEEP, 2 * members.size());
    }
    members.put(subscription, times);
  }

  /** Removes a subscription that has ended, unless something of it is on its way. */
  synchronized void ended(Subscription subscription) {
    HandlerTimes times = members.get(subscription);
    if (times != null && isSettled(subscription)) {
      members.remove(subscription);
      keep(subscription, times);
    }
  }

  private static boolean isSettled(Subscription subscription) {
    SubscriptionMetrics metrics = subscription.metrics();
    return !subscription.isActive() && metrics.queued() == 0 && metrics.inFlight() == 0;
  }

  /** Removes the subscriptions that have ended, unless something of them is on its way. */
  synchronized void sweep() {
    for (Iterator<Map.Entry<Subscription, HandlerTimes>> each = members.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Subscription, HandlerTimes> member = each.next();
      if (isSettled(member.getKey())) {
        keep(member.getKey(), member.getValue());
        each.remove();
      }
    }
  }

  /** Adds the numbers of a subscription to those of the ended ones. */
  private void keep(Subscription subscription, HandlerTimes times) {
    ended = ended.plus(subscription.metrics());
    endedCalls += times.calls();
    endedFailures += times.failures();
    endedNanos += times.nanos();
    endedMax.record(times.max().get());
  }

  /** Returns the number of subscriptions that have not been removed. */
  synchronized int size() {
    return members.size();
  }

  synchronized SubscriptionMetrics metrics() {
    sweep();
    SubscriptionMetrics sum = ended;
    for (Subscription member : members.keySet()) {
      sum = sum.plus(member.metrics());
    }
    return sum;
  }

  synchronized long calls() {
    return endedCalls + sum(HandlerTimes::calls);
  }

  synchronized long failures() {
    return endedFailures + sum(HandlerTimes::failures);
  }

  synchronized long nanos() {
    return endedNanos + sum(HandlerTimes::nanos);
  }

  synchronized long maxNanos() {
    long max = endedMax.get();
    for (HandlerTimes times : members.values()) {
      max = Math.max(max, times.max().get());
    }
    return max;
  }

  private long sum(ToLongFunction<HandlerTimes> number) {
    return members.values().stream().mapToLong(number).sum();
  }
}
