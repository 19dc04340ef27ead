package io.tidings.event.webhooks.internal.dispatch;

import static io.tidings.event.webhooks.internal.dispatch.DispatchLog.LOG;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.webhooks.internal.tables.DeliveryRow;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The thread that runs a dispatcher's loop while it holds the lease. Thread-safe. */
public final class DispatchThread implements AutoCloseable {

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final long IDLE_SECONDS = 30;

  /** Interval at which changes by other processes and due retries are polled. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  private final DispatchLoop loop;
  private final DeliverySender sender;
  private final ExecutorService executor;
  private final DispatchLease lease;
  private final TrailFollower follower;
  private final Thread thread;
  private volatile boolean closing;

  private DispatchThread(EventStore trail, DeliverySender sender, DispatchLimits limits) {
    StoreDatabase database = trail.database();
    this.sender = sender;
    this.executor = threads();
    this.loop =
        new DispatchLoop(
            trail, sender, executor, new Backoff(RandomGenerator.getDefault()), limits);
    this.lease = new DispatchLease(database, System::nanoTime);
    this.follower = new TrailFollower(trail, new DeliveryEnqueuer(database, loop::nudge));
    this.thread = new Thread(this::run, "tidings-webhooks");
    thread.setDaemon(true);
  }

  /**
   * Starts a dispatcher that closes its sender when it is closed, and passes each final outcome to
   * a listener.
   */
  public static DispatchThread start(
      EventStore trail,
      DeliverySender sender,
      DispatchLimits limits,
      Consumer<? super DeliveryRow> listener) {
    DispatchThread dispatcher = new DispatchThread(trail, sender, limits);
    dispatcher.loop.listener(listener);
    dispatcher.thread.start();
    return dispatcher;
  }

  /**
   * Returns an executor with a thread per running attempt; the loop limits their number. A limit
   * here could reject an attempt while a thread returns from the previous one.
   */
  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "tidings-webhooks-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private void run() {
    try {
      while (!closing) {
        loop.await(turnOrDelay() ? 0 : POLL_INTERVAL.toNanos());
      }
      follower.close();
      while (loop.isOpen()) {
        loop.await(POLL_INTERVAL.toNanos());
        loop.record();
      }
    } catch (InterruptedException interrupted) {
      if (!closing) {
        LOG.error(
            "Webhook dispatcher was interrupted and ends; start another one to resume sending");
      }
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      LOG.error(
          "Outcomes of the last attempts were not recorded; the deliveries will be sent again",
          failure);
    } finally {
      follower.close();
      lease.close();
    }
  }

  private boolean turnOrDelay() throws InterruptedException {
    try {
      return turn();
    } catch (StoreException failure) {
      if (failure.reason() == Reason.CLOSED) {
        LOG.warn("Trail was closed before its dispatcher; stopping, pending deliveries remain");
        closing = true;
        return true;
      }
      LOG.warn("Webhook dispatch failed; retrying in 1 s", failure);
    } catch (Throwable failure) {
      LOG.error("Webhook dispatch failed; retrying in 1 s", failure);
    }
    loop.await(RETRY_DELAY.toNanos());
    return false;
  }

  private boolean turn() {
    boolean before = follower.isRunning();
    if (!lease.isHeld()) {
      follower.close();
      return loop.record();
    }
    follower.ensureRunning();
    if (!before) {
      loop.nudgeAll();
    }
    return loop.turn(lease::renew);
  }

  /**
   * Starts no further attempt and waits for running ones, at most for their time limit. Idempotent.
   * An interrupted caller interrupts the dispatcher's thread; its flag is set again.
   */
  @Override
  public void close() {
    closing = true;
    loop.wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException interruption) {
        interrupted = true;
        thread.interrupt();
      }
    }
    executor.shutdownNow();
    sender.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
