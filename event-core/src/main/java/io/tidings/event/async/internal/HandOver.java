package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.Subscription;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.QueueFullException;
import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.FairQueue;
import io.tidings.event.internal.KeyedQueue;
import io.tidings.event.internal.QueueBounds;
import io.tidings.event.internal.QueueOwner;
import io.tidings.event.internal.QueuePolicy;
import io.tidings.event.internal.SafeLog;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Hand-over of events to the handler of one asynchronous subscription: the queue, and the numbers
 * of what happened to each event. Thread-safe.
 *
 * @contract SUB-01, SUB-02, SUB-06
 */
public final class HandOver {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final AsyncOptions options;
  private final Subscription subscription;
  private final FlushGroups groups;
  private final Counts counts = new Counts();
  private final DropLog drops;
  private final KeyedQueue<Work> queue;
  private final Workers workers;

  /**
   * Creates an empty queue without threads.
   *
   * @param settings the options of the subscription
   * @param target the handler and the receivers of failures
   * @param groups the events on their way in the bus
   */
  public HandOver(Settings settings, Target target, FlushGroups groups) {
    this.options = settings.options();
    this.subscription = target.subscription();
    this.groups = groups;
    this.drops = new DropLog(subscription.name(), options, settings.timer());
    this.queue =
        FairQueue.keyed(
            new QueueBounds(
                options.capacity(),
                options.maxCharacters(),
                policy(options.overflow()),
                options.blockTimeout()),
            new Owner());
    this.workers = new Workers(settings, target, groups, queue, counts, drops);
  }

  private static QueuePolicy policy(OverflowPolicy overflow) {
    return switch (overflow) {
      case BLOCK -> QueuePolicy.BLOCK;
      case DROP_NEWEST -> QueuePolicy.DROP_NEWEST;
      case DROP_OLDEST -> QueuePolicy.DROP_OLDEST;
      case KEEP_LATEST_PER_KEY -> QueuePolicy.KEEP_LATEST_PER_KEY;
      case FAIL -> QueuePolicy.FAIL;
    };
  }

  /** The queue's view of events and drops. */
  private final class Owner implements QueueOwner<Work> {

    @Override
    public long size(Work work) {
      return work.size();
    }

    @Override
    public @Nullable Work[] newArray(int length) {
      return new Work[length];
    }

    @Override
    public void entered(Work work) {
      work.join(groups);
    }

    @Override
    public boolean mayDrop(Work work) {
      return !isNeverDropped(work);
    }

    @Override
    public void dropped(Work work) {
      counts.dropped.increment();
      drops.count();
      work.leaveGroup();
    }
  }

  /**
   * Queues an event, or drops one by the {@link OverflowPolicy}; returns whether it is queued.
   *
   * @throws QueueFullException under {@link OverflowPolicy#FAIL}, if the queue is full
   */
  public boolean offer(DomainEvent event) {
    Attempt attempt = Attempt.current();
    Work work = new Work(event, keyOf(event), logContext(), groups.inherit(attempt));
    workers.stamp(work);
    boolean settled = false;
    try {
      FairQueue.Outcome outcome = offer(work, !workers.isOwn(attempt));
      settled = true;
      return isQueued(work, outcome);
    } finally {
      if (!settled) {
        abandon(work);
      }
    }
  }

  private boolean isNeverDropped(Work work) {
    return options.neverDropped().contains(work.event().kind().id());
  }

  private FairQueue.Outcome offer(Work work, boolean mayWait) {
    if (isNeverDropped(work)) {
      return queue.offerNow(work, true) ? FairQueue.Outcome.ACCEPTED : FairQueue.Outcome.CLOSED;
    }
    return workers.fitsInList(work) ? FairQueue.Outcome.ACCEPTED : queue.offer(work, mayWait);
  }

  private boolean isQueued(Work work, FairQueue.Outcome outcome) {
    switch (outcome) {
      case ACCEPTED -> workers.startIfNeeded(work);
      case CLOSED -> abandon(work);
      case FULL -> full(work);
    }
    drops.soon();
    return outcome == FairQueue.Outcome.ACCEPTED;
  }

  /** Ends an event that found no room; the queue has counted it, except under FAIL. */
  private void full(Work work) {
    counts.unaccepted.increment();
    if (options.overflow() == OverflowPolicy.FAIL) {
      counts.dropped.increment();
      work.leaveGroup();
      throw new QueueFullException(subscription.name());
    }
  }

  /** Counts an event that was not accepted as discarded. */
  private void abandon(Work work) {
    counts.unaccepted.increment();
    counts.discarded.increment();
    work.leaveGroup();
  }

  private @Nullable Object keyOf(DomainEvent event) {
    try {
      Object key = options.keyOf(event);
      // A key whose hash code throws is reported here; the consumers could not do that.
      int unused = Objects.hashCode(key);
      return key;
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      workers.keyFailed(event, failure);
      return event.correlationId();
    }
  }

  private static @Nullable Map<String, String> logContext() {
    try {
      Map<String, String> context = MDC.getCopyOfContextMap();
      return context == null || context.isEmpty() ? null : context;
    } catch (RuntimeException | LinkageError broken) {
      SafeLog.warn(LOG, "MDC not carried to the handler: " + broken.getClass().getName(), null);
      return null;
    }
  }

  /** Has the accepted events join the current group, before a flush, and lists handled at once. */
  public void drain() {
    workers.drain();
  }

  /** Returns the numbers. */
  public SubscriptionMetrics metrics() {
    return counts.metrics(queue.load());
  }

  /**
   * Ends this: further events are discarded, and so are those that are queued or wait for another
   * attempt. Handler calls that have begun continue. A second call has no effect.
   *
   * @return what was discarded, and what is still being handled
   */
  public Undelivered end() {
    return workers.end();
  }
}
