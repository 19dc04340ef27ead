package io.tidings.event.store.internal.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.CloseResult;
import io.tidings.event.async.CloseResult.Undelivered;
import io.tidings.event.internal.Deadline;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.internal.follow.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A durable delivery and the loop on its thread: take the lease, work through a term, wait. A
 * failure of the database is logged and retried.
 *
 * @contract DLV-01, DLV-04, DLV-08, DLV-10
 */
final class Consumer implements Delivery, Runnable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final long RETRY_MILLIS = 1_000;
  private static final long ENDING_MILLIS = 10;
  private static final int LEASE_PARTS = 10;

  private final Settings settings;
  private final ConsumerRows rows;
  private final EventSource source;
  private final TrailAccess trail;
  private final Workers workers;
  private final DeliveryLog log;
  private final StallWatch stall;
  private final Numbers numbers;
  private final Runnable onEnd;
  private final Signal signal = new Signal();
  private final Runnable unregister;
  private final ConcurrentLinkedQueue<Flush> flushes = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Deadline closeDeadline;
  private volatile @Nullable Term term;
  private volatile boolean isActive;
  private volatile Undelivered undelivered;
  private long handled;
  private long deliveredBefore;

  Consumer(
      Settings settings,
      ConsumerRows rows,
      EventSource source,
      TrailAccess trail,
      Workers workers,
      Runnable onEnd) {
    this.settings = settings;
    this.rows = rows;
    this.source = source;
    this.trail = trail;
    this.workers = workers;
    this.onEnd = onEnd;
    this.log = new DeliveryLog(settings.name(), settings.nanoTime());
    this.stall = new StallWatch(log, settings.nanoTime(), settings.options().stalledAfter());
    this.numbers = new Numbers(trail.database());
    this.undelivered = new Undelivered(settings.name(), 0, List.of());
    this.unregister = trail.onCommit(signal::send);
    this.thread = new Thread(this, "tidings-delivery-" + settings.name());
    thread.setDaemon(true);
  }

  /** A call that waits until events are settled. */
  private static final class Flush {
    private static final long UNKNOWN = -1;

    private final CountDownLatch done = new CountDownLatch(1);

    /** The position up to which events are to be settled. Changed by the consumer's thread. */
    private long target = UNKNOWN;
  }

  void start() {
    thread.start();
  }

  /** Has the consumer look for changes by others. */
  void wake() {
    signal.send();
  }

  @Override
  public void run() {
    try {
      while (!isClosing()) {
        attempt();
      }
    } catch (Throwable failure) {
      log.warn("has ended; start it again", failure);
    } finally {
      end();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Works until the lease is lost or the database fails; waits before the next attempt. */
  private void attempt() throws InterruptedException {
    try {
      if (begin()) {
        work();
      } else {
        stall.progress();
        pause(Math.min(RETRY_MILLIS, settings.options().lease().toMillis() / LEASE_PARTS));
      }
    } catch (LeaseLostException lost) {
      log.warn("has lost its lease to another consumer; waiting for its end", null);
      endTerm();
    } catch (RuntimeException failure) {
      log.unreachable(failure);
      stall.check(() -> "the trail cannot be read or written");
      pause(RETRY_MILLIS);
    }
  }

  /** Begins a term if there is none; returns false while another consumer holds the lease. */
  private boolean begin() {
    if (term != null) {
      return true;
    }
    if (!workers.isIdle()) {
      return false;
    }
    long start = settings.nanoTime().getAsLong();
    ConsumerRows.Start taken = rows.takeOver().orElse(null);
    if (taken == null) {
      return false;
    }
    term = new Term(settings, rows, source, taken, start, signal::send, workers::start, log);
    isActive = true;
    return true;
  }

  private void endTerm() {
    Term ended = term;
    isActive = false;
    term = null;
    if (ended != null) {
      ended.window().end();
      deliveredBefore += ended.window().delivered();
    }
  }

  private void work() throws InterruptedException {
    Term current = requireNonNull(term);
    while (!isClosing()) {
      long seen = signal.count();
      List<Flush> flushing = List.copyOf(flushes);
      boolean isMore = current.turn(!flushing.isEmpty());
      log.reached();
      complete(current, flushing);
      watch(current);
      if (!isMore) {
        long nanos = current.idleNanos(TimeUnit.MILLISECONDS.toNanos(trail.pollMillis()));
        signal.await(seen, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
      }
    }
  }

  private void watch(Term current) {
    long now = current.window().delivered() + current.failedAttempts();
    if (now != handled || !current.hasWork()) {
      handled = now;
      stall.progress();
    } else {
      stall.check(
          () ->
              "position %s, %s in flight, %s waiting in memory, %s waiting for another attempt"
                  .formatted(
                      current.position(),
                      current.window().running(),
                      current.window().unsettled(),
                      current.waiting()));
    }
  }

  private void complete(Term current, List<Flush> flushing) {
    for (Flush flush : flushing) {
      if (flush.target == Flush.UNKNOWN && current.isAtEnd()) {
        flush.target = current.window().readUpTo();
      }
      if (flush.target != Flush.UNKNOWN && current.isSettled(flush.target)) {
        flushes.remove(flush);
        flush.done.countDown();
      }
    }
  }

  private void pause(long millis) throws InterruptedException {
    boolean unused = closing.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the calls in progress, stores their outcomes and releases the lease. */
  private void end() {
    Term last = term;
    isActive = false;
    unregister.run();
    try {
      if (last != null) {
        last.window().end();
        awaitCalls();
        List<String> running = last.window().runningIds();
        boolean isStored = stored(last);
        undelivered = undelivered(running);
        if (isStored && running.isEmpty()) {
          rows.release();
        }
      }
    } catch (RuntimeException failure) {
      log.warn("could not release its lease, which expires", failure);
    } finally {
      log.leftOut();
      workers.abandon();
      onEnd.run();
    }
  }

  private boolean stored(Term last) {
    try {
      last.finish();
      return true;
    } catch (LeaseLostException lost) {
      return false;
    } catch (RuntimeException failure) {
      log.warn("could not store its last outcomes; these events are delivered again", failure);
      return false;
    }
  }

  private void awaitCalls() {
    Deadline deadline = closeDeadline;
    boolean interrupted = false;
    while (!workers.isIdle() && deadline != null && !deadline.isExpired()) {
      try {
        Thread.sleep(Math.min(ENDING_MILLIS, deadline.left().toMillis() + 1));
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Undelivered undelivered(List<String> ids) {
    return new Undelivered(
        settings.name(), ids.size(), ids.stream().limit(CloseResult.MAX_IDS).toList());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean isActive() {
    return isActive;
  }

  @Override
  public DeliveryMetrics metrics() {
    Term current = term;
    Window window = current == null ? null : current.window();
    return numbers.of(
        settings.name(),
        source,
        window == null ? 0 : window.running(),
        deliveredBefore + (window == null ? 0 : window.delivered()),
        current == null ? null : current.position());
  }

  @Override
  public String describe() {
    DeliveryMetrics metrics = metrics();
    return "Delivery '%s': %s%n  %s%n  %s"
        .formatted(
            settings.name(),
            isActive ? "active" : "waiting for the lease",
            settings.options(),
            metrics);
  }

  @Override
  public boolean flush(Duration timeout) {
    requireNotHandling("flush");
    trail.requireOutside("flush a delivery of its store");
    Deadline deadline = new Deadline(timeout);
    Flush flush = new Flush();
    flushes.add(flush);
    signal.send();
    try {
      return flush.done.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      flushes.remove(flush);
    }
  }

  private void requireNotHandling(String action) {
    if (workers.isHandling()) {
      throw new IllegalStateException(
          "the handler of delivery '%s' must not call %s, which waits for it"
              .formatted(settings.name(), action));
    }
  }

  @Override
  public Undelivered close(Duration timeout) {
    requireNotHandling("close(Duration)");
    trail.requireOutside("wait for a delivery of its store");
    beginClose(new Deadline(timeout));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return undelivered;
  }

  private void beginClose(Deadline deadline) {
    if (closeDeadline == null) {
      closeDeadline = deadline;
    }
    closing.countDown();
    signal.send();
  }

  @Override
  public void close() {
    if (workers.isHandling()) {
      beginClose(new Deadline(CLOSE_TIMEOUT));
    } else {
      close(CLOSE_TIMEOUT);
    }
  }
}
