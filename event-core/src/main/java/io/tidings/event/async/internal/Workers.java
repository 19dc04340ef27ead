package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.FairQueue;
import io.tidings.event.internal.SafeLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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
  private static final long RESTART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Target target;
  private final FlushGroups groups;
  private final FairQueue<Work> queue;
  private final Counts counts;
  private final DropReport drops;
  private final int parallelism;
  private final String bounds;
  private final @Nullable Executor given;
  private final Attempts attempts;
  private final SlowHandlers slow;
  private final WorkTimer timer;

  /** The lists of a subscription in batches, else null. */
  private final @Nullable Batches batches;

  /** The tasks that the executor has accepted and that have not ended. */
  private final AtomicInteger running = new AtomicInteger();

  /** Those of them that will look for an event before they end. */
  private final AtomicInteger searching = new AtomicInteger();

  /** The events whose next attempt is due. */
  private final ConcurrentLinkedQueue<Work> due = new ConcurrentLinkedQueue<>();

  /** The events that wait for their next attempt. */
  private final Map<Work, Waiting> waiting = new ConcurrentHashMap<>();

  /** The tasks that have begun. */
  private final Set<Worker> active = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean warnedRejection = new AtomicBoolean();
  private final AtomicBoolean reporting = new AtomicBoolean();
  private volatile @Nullable ExecutorService own;
  private volatile boolean ended;

  Workers(
      Settings settings,
      Target target,
      FlushGroups groups,
      FairQueue<Work> queue,
      Counts counts,
      DropReport drops) {
    this.target = target;
    this.groups = groups;
    this.queue = queue;
    this.counts = counts;
    this.drops = drops;
    this.parallelism = settings.inBatches() ? 1 : settings.options().parallelism();
    this.bounds =
        "capacity %s, %s".formatted(settings.options().capacity(), settings.options().overflow());
    this.given = settings.options().executor().orElse(null);
    this.timer = settings.timer();
    this.slow =
        new SlowHandlers(
            target.subscription().name(), settings.options().slowAfter().toNanos(), timer, active);
    this.attempts = new Attempts(settings, target, groups, counts, this);
    this.batches =
        settings.inBatches() ? new Batches(settings, groups, queue, this::startIfNeeded) : null;
  }

  /** Returns whether an attempt, that of the calling thread, is one of this subscription. */
  boolean isOwn(@Nullable Attempt attempt) {
    return attempt != null && attempt.subscription() == this;
  }

  /** Starts a task if an event is available and no running task will look for it. */
  void startIfNeeded() {
    while (isWorkAvailable() && searching.get() == 0) {
      int before = running.get();
      if (before >= parallelism) {
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
    return !due.isEmpty() || (batches == null ? queue.available() > 0 : batches.isDue());
  }

  private void start() {
    try {
      executor().execute(new Worker());
      warnedRejection.set(false);
    } catch (Throwable rejected) {
      searching.decrementAndGet();
      running.decrementAndGet();
      if (!ended) {
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

  private Executor executor() {
    return given != null ? given : ownExecutor();
  }

  private synchronized ExecutorService ownExecutor() {
    ExecutorService executor = own;
    if (executor == null) {
      executor = Threads.create(target.subscription().name(), parallelism);
      own = executor;
      if (ended) {
        executor.shutdown();
      }
    }
    return executor;
  }

  /** A task, confined to the thread that runs it but for the call in progress. */
  private final class Worker implements Runnable, SlowHandlers.Call {

    private volatile @Nullable Work current;
    private volatile @Nullable Thread thread;

    @Override
    public @Nullable Work work() {
      return current;
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
      LogContext log = new LogContext();
      Work settled = null;
      try {
        for (Work work = take(null); work != null; work = take(settled)) {
          current = work;
          settled = isSettled(work, log) ? work : null;
          current = null;
          searching.incrementAndGet();
        }
      } finally {
        log.restore();
        active.remove(this);
        running.decrementAndGet();
      }
      startIfNeeded();
      shutDownIfEnded();
    }

    /** Makes an attempt; an error of the library's own, for lack of memory, ends the attempts. */
    private boolean isSettled(Work work, LogContext log) {
      if (ended) {
        counts.discarded.add(work.count());
        return true;
      }
      try {
        boolean isSettled = attempts.run(work, log);
        Threads.passOn(work.failure());
        return isSettled;
      } catch (Throwable outOfMemory) {
        counts.failed.add(work.count());
        return true;
      }
    }
  }

  /** Settles an event and takes another; has a further task started if there are more. */
  private @Nullable Work take(@Nullable Work settled) {
    Work next = due.poll();
    if (next == null && batches == null) {
      next = queue.next(settled);
    } else {
      settle(settled);
      next = next == null && batches != null ? batches.take() : next;
    }
    if (settled != null) {
      settled.leave();
    }
    searching.decrementAndGet();
    if (next != null) {
      startIfNeeded();
    }
    return next;
  }

  private void settle(@Nullable Work settled) {
    if (settled != null) {
      settled.all().forEach(queue::settle);
      if (batches != null) {
        batches.settled();
      }
    }
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

  /** Has the queued events handled without a wait for further ones. */
  void drain() {
    if (batches != null) {
      batches.drain();
      startIfNeeded();
    }
  }

  /** Has an event wait for its next attempt; its key stays occupied. */
  void later(Work work, long nanos) {
    if (nanos == 0 && !ended) {
      due.add(work);
      discardDueIfEnded(work);
      return;
    }
    Waiting added = new Waiting();
    waiting.put(work, added);
    if (ended) {
      discardWaiting(work);
    } else {
      added.scheduled = timer.schedule(() -> attemptAgain(work), nanos);
    }
  }

  /** The scheduled task of an event that waits for its next attempt. */
  private static final class Waiting {
    private volatile @Nullable Runnable scheduled;

    /** Cancels the task; one that is being scheduled finds that its event is gone. */
    void cancel() {
      Runnable task = scheduled;
      if (task != null) {
        task.run();
      }
    }
  }

  private void attemptAgain(Work work) {
    if (waiting.remove(work) == null) {
      return;
    }
    due.add(work);
    discardDueIfEnded(work);
    startIfNeeded();
  }

  private void discardDueIfEnded(Work work) {
    if (ended && due.remove(work)) {
      discard(work);
    }
  }

  /** Discards an event if it waits for its next attempt. */
  private void discardWaiting(Work work) {
    Waiting removed = waiting.remove(work);
    if (removed != null) {
      removed.cancel();
      discard(work);
    }
  }

  /** Settles an event that was taken, as discarded. */
  private void discard(Work work) {
    counts.discarded.add(work.count());
    settle(work);
    work.leave();
  }

  /** Queues an event again, for new attempts; returns whether it is queued. */
  boolean again(Work dead) {
    Work work = dead.again(groups.enter(Attempt.current()));
    stamp(work);
    if (queue.offerNow(work, false)) {
      startIfNeeded();
      return true;
    }
    work.group().leave();
    return false;
  }

  void keyFailed(DomainEvent event, Throwable failure) {
    attempts.report(event, new IllegalStateException("the key function failed", failure));
  }

  /** Has dropped events logged after a second, as one sum. */
  void reportDropsSoon() {
    if (drops.isPending() && reporting.compareAndSet(false, true)) {
      timer.schedule(this::reportDrops, REPORT_NANOS);
    }
  }

  private void reportDrops() {
    reporting.set(false);
    long dropped = drops.due(0, true);
    if (dropped > 0) {
      SafeLog.warn(
          LOG,
          "Dropped %s events: the queue of %s (%s) was full; raise its capacity or its parallelism"
              .formatted(dropped, target.subscription().name(), bounds),
          null);
    }
  }

  /** Discards what no handler call has begun with; returns that and what is being handled. */
  Undelivered end() {
    ended = true;
    List<Work> left = new ArrayList<>();
    List<Work> queued = new ArrayList<>();
    queue.end(left::add, queued::add);
    left.forEach(this::discardWaiting);
    for (Work work = due.poll(); work != null; work = due.poll()) {
      discard(work);
    }
    for (Work work : queued) {
      counts.discarded.increment();
      work.group().leave();
    }
    Collections.reverse(left);
    left.addAll(queued);
    if (batches != null) {
      batches.end();
    }
    reportDrops();
    shutDownIfEnded();
    return new Undelivered(
        target.subscription().name(),
        left.size(),
        left.stream().limit(CloseResult.MAX_IDS).map(work -> work.event().id()).toList());
  }

  private void shutDownIfEnded() {
    ExecutorService executor = own;
    if (ended && executor != null && queue.held() == 0) {
      executor.shutdown();
    }
  }
}
