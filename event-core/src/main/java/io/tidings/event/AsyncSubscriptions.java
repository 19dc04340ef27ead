package io.tidings.event;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.internal.FlushGroups;
import io.tidings.event.async.internal.HandOver;
import io.tidings.event.async.internal.Settings;
import io.tidings.event.async.internal.Target;
import io.tidings.event.async.internal.WorkTimer;
import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.SafeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The asynchronous subscriptions of one bus. Thread-safe. */
final class AsyncSubscriptions {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final FailureReporter failures;
  private final WorkTimer timer;
  private final FlushGroups groups = new FlushGroups();
  private final Set<HandlerSubscription> open = ConcurrentHashMap.newKeySet();

  /** True once there was an asynchronous subscription. */
  private volatile boolean used;

  AsyncSubscriptions(FailureReporter failures, WorkTimer timer) {
    this.failures = failures;
    this.timer = timer;
  }

  /** Runs the end of a bus that an asynchronous handler has closed, on a thread of its own. */
  static void run(Runnable end) {
    Thread thread = new Thread(end, "tidings-close");
    thread.setDaemon(true);
    thread.start();
  }

  /** Rejects options that do not suit the handler. */
  static void require(SubscriptionOptions options, EventHandler handler) {
    boolean needsAsync = options.retries().attempts() > 1 || options.deadLetterHandler() != null;
    AsyncOptions async = options.asyncOptions();
    if (needsAsync && async == null) {
      throw new IllegalArgumentException(
          "options: retrying and deadLetters need an asynchronous handler; call async() too");
    }
    if (async != null
        && handler instanceof EventHandler.OfBatches
        && async.overflow() == OverflowPolicy.KEEP_LATEST_PER_KEY) {
      throw new IllegalArgumentException(
          "options: KEEP_LATEST_PER_KEY does not apply to lists, which have no key; choose another"
              + " OverflowPolicy");
    }
  }

  /** Has a new subscription queue its events if its options ask for that. */
  void add(HandlerSubscription subscription, SubscriptionOptions options) {
    AsyncOptions async = options.asyncOptions();
    if (async != null) {
      boolean inBatches = isForBatches(subscription);
      Settings settings =
          new Settings(
              inBatches ? async.orderedBy(event -> null) : async,
              options.retries(),
              options.deadLetterHandler(),
              timer,
              inBatches);
      Target target =
          new Target(
              subscription,
              subscription::handler,
              CurrentContext.HandledContext::new,
              failures.listener());
      HandOver handOver = new HandOver(settings, target, groups);
      subscription.handOverTo(handOver);
      open.add(subscription);
      used = true;
    }
  }

  private static boolean isForBatches(HandlerSubscription subscription) {
    return subscription.handler() instanceof EventHandler.OfBatches;
  }

  /** Discards the queued events of a subscription that has ended. */
  void remove(HandlerSubscription subscription) {
    HandOver handOver = subscription.handOver();
    if (handOver != null && open.remove(subscription)) {
      handOver.end();
    }
  }

  /** Returns whether the calling thread is in an asynchronous handler of this bus. */
  boolean isInHandler() {
    return groups.isInHandler();
  }

  /** Waits until no event emitted before is on its way; returns whether none is. */
  boolean flush(Deadline deadline) {
    if (!used) {
      return true;
    }
    groups.beginFlush();
    try {
      for (HandlerSubscription subscription : open) {
        HandOver handOver = subscription.handOver();
        if (handOver != null) {
          handOver.drain();
        }
      }
      return groups.await(deadline);
    } finally {
      groups.endFlush();
    }
  }

  /** Waits like {@link #flush}, then ends all subscriptions; returns what was not delivered. */
  List<Undelivered> close(Deadline deadline) {
    flush(deadline);
    List<Undelivered> undelivered = new ArrayList<>();
    for (HandlerSubscription subscription : List.copyOf(open)) {
      HandOver handOver = subscription.handOver();
      if (handOver != null && open.remove(subscription)) {
        Undelivered left = handOver.end();
        subscription.release();
        if (left.count() > 0) {
          undelivered.add(left);
          SafeLog.warn(LOG, "Bus closed before its events were delivered: " + left, null);
        }
      }
    }
    timer.stop();
    return undelivered;
  }
}
