package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.KeyedQueue;
import io.tidings.event.internal.SafeLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that one subscription runs on its executor: started when an event is available and no
 * task is about to take it, ended when none is. Thread-safe; see {@code docs/concurrency.md}.
 */
final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  /** The maximum number of events of one key that a task takes at a time. */
  private static final int BATCH = 64;

  /** The time after which a task returns those of them that it has not begun with to the queue. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long RESTART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Target target;
  private final FlushGroups groups;
  private final KeyedQueue<Work> queue;
  private final Counts counts;
  private final DropLog drops;
  private final int parallelism;
  private final int batch;
  private final Executor executor;

  /** The executor if it is this subscription's own, else null. */
  private final @Nullable OwnExecutor own;

  private final Attempts attempts;
  private final SlowHandlers slow;
  private final WorkTimer timer;

  /** The tasks that the executor has accepted and that have not ended. */
  private final AtomicInteger running = new AtomicInteger();

  /** Those of them that will look for an event before they end. */
  private final AtomicInteger searching = new AtomicInteger();

  private final NextAttempts later;

  /** The lists of a subscription in batches, else null. */
  private final @Nullable Batches batches;

  /** The tasks that have begun. */
  private final Set<Worker> active = ConcurrentHashMap.newKeySet();

  /** True if an event of another key may wait for one of the running tasks. */
  private volatile boolean contended;

  private final AtomicBoolean warnedRejection = new AtomicBoolean();

  Workers(
      Settings settings,
      Target target,
      FlushGroups groups,
      KeyedQueue<Work> queue,
      Counts counts,
      DropLog drops) {
    this.target = target;
    this.groups = groups;
    this.queue = queue;
    this.counts = counts;
    this.drops = drops;
    this.parallelism = settings.inBatches() ? 1 : settings.options().parallelism();
    this.batch = isTakenSingly(settings.options().overflow()) ? 1 : BATCH;
    Executor given = settings.options().executor().orElse(null);
    if (given == null) {
      OwnExecutor made = new OwnExecutor(target.subscription().name(), parallelism, queue);
      this.own = made;
      this.executor = made;
    } else {
      this.own = null;
      this.executor = given;
    }
    this.timer = settings.timer();
    this.later = new NextAttempts(queue, timer, this::discard, this::startIfNeeded);
    long slowAfter = settings.options().slowAfter().toNanos();
    this.slow = new SlowHandlers(target.subscription().name(), slowAfter, timer, active);
    this.attempts = new Attempts(settings, target, groups, counts, this);
    this.batches =
        settings.inBatches() ? new Batches(settings, groups, queue, this::startIfNeeded) : null;
  }

  /** Returns whether new events drop or replace queued ones, which must not be taken then. */
  private static boolean isTakenSingly(OverflowPolicy overflow) {
    return overflow == OverflowPolicy.DROP_OLDEST || overflow == OverflowPolicy.KEEP_LATEST_PER_KEY;
  }

  /** Returns whether an attempt, that of the calling thread, is one of this subscription. */
  boolean isOwn(@Nullable Attempt attempt) {
    return attempt != null && attempt.subscription() == this;
  }

  /** Starts a task for a queued event, unless a running task will look for it. */
  void startIfNeeded(Work queued) {
    if (batches != null) {
      if (batches.isDue()) {
        startIfNeeded();
      }
      return;
    }
    if (searching.get() > 0 || queue.isBehindBusy(queued)) {
      return;
    }
    if (running.get() < parallelism) {
      startIfNeeded();
    } else if (!contended) {
      contended = true;
    }
  }

  /** Starts a task if an event is available and no running task will look for it. */
  private void startIfNeeded() {
    while (searching.get() == 0 && isWorkAvailable()) {
      int before = running.get();
      if (before >= parallelism) {
        contended = true;
        return;
      }
      if (running.compareAndSet(before, before + 1)) {
        searching.incrementAndGet();
        start();
        return;
      }
    }
  }

  private boolean isWorkAvailable() {
    return later.isDue() || (batches == null ? queue.available() > 0 : batches.isDue());
  }

  private void start() {
    try {
      executor.execute(new Worker());
      warnedRejection.set(false);
    } catch (Throwable rejected) {
      searching.decrementAndGet();
      running.decrementAndGet();
      if (!queue.isClosed()) {
        restartLater(rejected);
      }
    }
  }

  private void restartLater(Throwable rejected) {
    if (warnedRejection.compareAndSet(false, true)) {
      SafeLog.warn(
          LOG,
          "The executor of %s rejects its tasks; events stay queued (logged once per interruption)"
              .formatted(target.subscription().name()),
          rejected);
    }
    timer.schedule(this::startIfNeeded, RESTART_NANOS);
  }

  /** A task, confined to the thread that runs it but for the call in progress. */
  private final class Worker implements Runnable, SlowHandlers.Call {

    /** The first of the events that were taken together. */
    private volatile @Nullable Work taken;

    private volatile @Nullable Thread thread;

    /** The group of the latest settled events that have not left it, and their number. */
    private FlushGroups.@Nullable Group group;

    private int leaving;

    @Override
    public @Nullable Work work() {
      Work first = taken;
      return first == null ? null : first.busy();
    }

    @Override
    public @Nullable Thread thread() {
      return thread;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      active.add(this);
      slow.watch();
      CallContext context = attempts.open();
      try {
        for (Work first = take(null); first != null; ) {
          taken = first;
          Work settled = handleAll(first, context);
          taken = null;
          searching.incrementAndGet();
          first = take(settled);
        }
      } finally {
        context.close();
        active.remove(this);
        running.decrementAndGet();
      }
      startIfNeeded();
      shutDownIfEnded();
    }

    /** Handles the events that were taken together; returns one to settle, null if one waits. */
    private @Nullable Work handleAll(Work first, CallContext context) {
      Work work = first;
      long began = first.following() == null ? 0 : System.nanoTime();
      while (isSettled(work, context)) {
        if (work.isList()) {
          return work;
        }
        group = work.group();
        leaving++;
        Work next = work.following();
        if (next == null || isTurnOver(began) || !queue.begin(next)) {
          return work;
        }
        if (next.group() != group) {
          leaveGroup();
        }
        work = next;
      }
      return null;
    }

    private boolean isTurnOver(long began) {
      return contended && System.nanoTime() - began > TURN_NANOS;
    }

    /** Makes an attempt; an error of the library's own, for lack of memory, ends the attempts. */
    private boolean isSettled(Work work, CallContext context) {
      if (queue.isClosed()) {
        counts.discarded.add(work.count());
        return true;
      }
      try {
        boolean isSettled = attempts.run(work, context);
        FatalErrors.passOn(work.failure());
        return isSettled;
      } catch (Throwable outOfMemory) {
        counts.failed.add(work.count());
        return true;
      }
    }

    /** Settles events and takes others; has a further task started if there are more. */
    private @Nullable Work take(@Nullable Work settled) {
      Work next = later.poll();
      if (next == null && batches == null) {
        contended = false;
        next = queue.next(settled, batch);
      } else {
        settle(settled);
        next = next == null && batches != null ? batches.take() : next;
      }
      leaveGroup();
      searching.decrementAndGet();
      if (next != null) {
        startIfNeeded();
      }
      return next;
    }

    private void leaveGroup() {
      if (group != null) {
        group.leave(leaving);
        group = null;
        leaving = 0;
      }
    }
  }

  /** Settles an event, or the events of a list, which leave their groups. */
  private void settle(@Nullable Work settled) {
    if (settled == null) {
      return;
    }
    queue.settle(settled.all());
    if (batches != null) {
      batches.settled();
      settled.leaveGroup();
    }
  }

  /** Settles what was taken and is not handled, as discarded. */
  private void discard(Work work) {
    counts.discarded.add(work.count());
    queue.settle(work.all());
    work.leaveGroup();
  }

  /** Sets the time of an event that is about to be queued for a list. */
  void stamp(Work work) {
    if (batches != null) {
      batches.stamp(work);
    }
  }

  /** Queues an event for a list if there is room; if not, the events queued so far are handled. */
  boolean fitsInList(Work work) {
    if (batches == null) {
      return false;
    }
    boolean fits = queue.offerNow(work, false);
    if (!fits) {
      drain();
    }
    return fits;
  }

  /** Has the accepted events join the current group, before a flush, and lists handled at once. */
  void drain() {
    queue.sort();
    if (batches != null) {
      batches.drain();
      startIfNeeded();
    }
  }

  /** Has an event wait for its next attempt; its key stays occupied. */
  void later(Work work, long nanos) {
    later.add(work, nanos);
  }

  /** Queues an event again, for new attempts; returns whether it is queued. */
  boolean again(Work dead) {
    Work work = dead.again(groups.inherit(Attempt.current()));
    stamp(work);
    if (queue.offerNow(work, false)) {
      counts.unaccepted.decrement();
      startIfNeeded(work);
      return true;
    }
    work.leaveGroup();
    return false;
  }

  void keyFailed(DomainEvent event, Throwable failure) {
    attempts.report(event, new IllegalStateException("the key function failed", failure));
  }

  /** Discards what no handler call has begun with; returns that and what is being handled. */
  Undelivered end() {
    List<Work> left = new ArrayList<>();
    List<Work> queued = new ArrayList<>();
    queue.end(left::add, queued::add);
    later.discard(left);
    counts.discarded.add(queued.size());
    queued.forEach(Work::leaveGroup);
    left.addAll(queued);
    left.sort(Comparator.comparingLong(Work::number));
    if (batches != null) {
      batches.end();
    }
    drops.now();
    shutDownIfEnded();
    return new Undelivered(
        target.subscription().name(),
        left.size(),
        left.stream().limit(CloseResult.MAX_IDS).map(work -> work.event().id()).toList());
  }

  private void shutDownIfEnded() {
    if (own != null && queue.isClosed() && queue.held() == 0) {
      own.shutdown();
    }
  }
}
