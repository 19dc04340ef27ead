package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.EventStore;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who subscribed what the trail holds. A thread of its own reads the trail, makes a
 * delivery for each subscription that an event is for, and sends what is due.
 *
 * <pre>{@code
 * WebhookDispatcher dispatcher = WebhookDispatcher.builder(trail, webhooks).start();
 * }</pre>
 *
 * <p>Nothing is delivered that was not stored, and nothing that was stored is forgotten, whenever
 * the process ends: a delivery is kept together with the place in the trail, and taken away
 * together with its outcome. What was under way at such an end is sent again, with the same
 * delivery id, by which the receiver knows it; see {@link WebhookDelivery#id}. Deliveries come in
 * no order that is promised. A subscription is told of what the trail received after it was made.
 *
 * <p>At most six requests are made for a delivery: after a 5xx, a timeout or a failed connection it
 * is tried again, about one, two, four, eight and sixteen seconds later, and after any other answer
 * not. A subscription that ten deliveries in a row have failed for is paused, and what comes is
 * kept, until {@link WebhookStore#resume}.
 *
 * <p>Of a receiver that is slow or gone the others notice nothing: each has four requests under way
 * at most, and one if the last has failed. Close it before the stores; what waits is kept.
 * Thread-safe.
 */
public final class WebhookDispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final DispatchLoop loop;
  private final Courier courier;
  private final ExecutorService executor;
  private final SingleDispatcher right;
  private final Duration pollInterval;
  private final Thread thread;
  private volatile boolean closing;

  WebhookDispatcher(
      DispatchLoop loop,
      Courier courier,
      ExecutorService executor,
      SingleDispatcher right,
      Duration pollInterval) {
    this.loop = loop;
    this.courier = courier;
    this.executor = executor;
    this.right = right;
    this.pollInterval = pollInterval;
    this.thread = new Thread(this::run, "tidings-webhooks");
    thread.setDaemon(true);
  }

  /** Starts a dispatcher from a trail, for the subscriptions of a store. */
  public static WebhookDispatcherBuilder builder(EventStore trail, WebhookStore webhooks) {
    return new WebhookDispatcherBuilder(
        EventFeed.of(requireNonNull(trail, "trail")), requireNonNull(webhooks, "webhooks"));
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        loop.await(turned() ? 0 : pollInterval.toNanos());
      }
      while (loop.running() > 0) {
        loop.await(pollInterval.toNanos());
        loop.settle();
      }
    } catch (InterruptedException closedInHaste) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.warn("what was under way at the end is not kept, and will be sent again", failure);
    }
  }

  private boolean turned() throws InterruptedException {
    try {
      return loop.turn();
    } catch (RuntimeException failure) {
      LOG.warn("the webhooks cannot go on, and try again in a second", failure);
      loop.await(AFTER_FAILURE.toNanos());
      return false;
    }
  }

  /**
   * Ends the dispatcher: nothing more is begun, and what is under way is waited for, as long as a
   * request may take. Closing again has no effect.
   */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException haste) {
        interrupted = true;
        thread.interrupt();
      }
    }
    executor.shutdownNow();
    courier.close();
    right.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
