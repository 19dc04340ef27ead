package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who subscribed what the trail holds. It follows the trail, makes a delivery for each
 * subscription that an event is for, and sends what is due.
 *
 * <pre>{@code
 * WebhookDispatcher dispatcher = WebhookDispatcher.builder(webhooks).start();
 * }</pre>
 *
 * <p>Nothing is delivered that was not stored, and nothing that was stored is forgotten, whenever
 * the process ends: deliveries are made before the follower's place is kept, once however often
 * they are made, and taken away together with their outcome. What was under way at such an end is
 * sent again, with the same delivery id, by which the receiver knows it; see {@link
 * WebhookDelivery#id}. Deliveries come in no order that is promised. A subscription is told of what
 * is stored after it was made.
 *
 * <p>At most six requests are made for a delivery: after a 5xx, a timeout or a failed connection it
 * is tried again, about one, two, four, eight and sixteen seconds later, and after any other answer
 * not. A subscription that ten deliveries in a row have failed for is paused until {@link
 * WebhookStore#resume}; what comes meanwhile is in the trail, and made then.
 *
 * <p>Of several dispatchers from one trail, in whatever processes, one works; another takes over
 * when it is closed, or was silent for half a minute, as after a crash.
 *
 * <p>Of a receiver that is slow or gone the others notice nothing: each has four requests under way
 * at most, and one if the last has failed. Close it before the trail; what waits is kept.
 * Thread-safe.
 */
public final class WebhookDispatcher implements AutoCloseable {

  /** How long an attempt may take, from the look-up of the host to the last byte (WEB-13). */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** How often what other processes may have changed is looked at, and what is due again. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final DispatchLoop loop;
  private final DeliverySender sender;
  private final ExecutorService executor;
  private final DispatchLease right;
  private final TrailFollower feed;
  private final Thread thread;
  private volatile boolean closing;

  private WebhookDispatcher(
      DispatchLoop loop,
      DeliverySender sender,
      ExecutorService executor,
      DispatchLease right,
      TrailFollower feed) {
    this.loop = loop;
    this.sender = sender;
    this.executor = executor;
    this.right = right;
    this.feed = feed;
    this.thread = new Thread(this::run, "tidings-webhooks");
    thread.setDaemon(true);
  }

  /** Starts a dispatcher for the subscriptions of a store, from its trail. */
  public static Builder builder(WebhookStore webhooks) {
    return new Builder(requireNonNull(webhooks, "webhooks"));
  }

  private void run() {
    try {
      while (!closing) {
        loop.await(turned() ? 0 : LOOK.toNanos());
      }
      feed.close();
      while (loop.isOpen()) {
        loop.await(LOOK.toNanos());
        loop.settle();
      }
    } catch (InterruptedException closedInHaste) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      LOG.error("what was under way at the end is not kept, and will be sent again", failure);
    } finally {
      feed.close();
      right.close();
    }
  }

  private boolean turned() throws InterruptedException {
    try {
      return turn();
    } catch (StoreException failure) {
      if (failure.reason() == Reason.CLOSED) {
        LOG.warn("the trail was closed before its dispatcher, which ends; what waits is kept");
        closing = true;
        return true;
      }
      LOG.warn("the webhooks cannot go on, and try again in a second", failure);
    } catch (Throwable failure) {
      LOG.error("the webhooks cannot go on, and try again in a second", failure);
    }
    loop.await(AFTER_FAILURE.toNanos());
    return false;
  }

  private boolean turn() {
    boolean before = feed.isOpen();
    if (!right.isHeld()) {
      feed.close();
      return loop.settle();
    }
    feed.ensureRunning();
    if (!before) {
      loop.nudgeAll();
    }
    return loop.turn();
  }

  /**
   * Ends the dispatcher: nothing more is begun, and what is under way is waited for, as long as a
   * request may take. Closing again has no effect.
   */
  @Override
  public void close() {
    closing = true;
    loop.wake();
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
    sender.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets up a dispatcher. Start with {@link #builder}. Confined to one thread. */
  public static final class Builder {

    private static final long IDLE_SECONDS = 30;

    private final WebhookStore webhooks;
    private OutboundPolicy policy = OutboundPolicy.standard();
    private DispatchLimits limits = DispatchLimits.STANDARD;
    private Duration timeout = DEFAULT_TIMEOUT;
    private @Nullable SSLContext tls;

    private Builder(WebhookStore webhooks) {
      this.webhooks = webhooks;
    }

    /** Sets where requests may go. By default {@link OutboundPolicy#standard()}. */
    public Builder policy(OutboundPolicy policy) {
      this.policy = requireNonNull(policy, "policy");
      return this;
    }

    /** Sets how many requests one subscription has under way, 1 to 64. By default 4. */
    public Builder concurrency(int concurrency) {
      limits = new DispatchLimits(concurrency, limits.requests(), limits.pauseAfter());
      return this;
    }

    /**
     * Sets how many requests are under way in all, a thread for each, 1 to 4,096. By default 256.
     */
    public Builder requests(int requests) {
      limits = new DispatchLimits(limits.concurrency(), requests, limits.pauseAfter());
      return this;
    }

    /** Sets after how many failed deliveries in a row a subscription is paused. By default 10. */
    public Builder pauseAfter(int deliveries) {
      limits = new DispatchLimits(limits.concurrency(), limits.requests(), deliveries);
      return this;
    }

    /**
     * Sets how long an attempt may take, all of it. By default {@link #DEFAULT_TIMEOUT}.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder timeout(Duration timeout) {
      if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout must be more than zero");
      }
      this.timeout = timeout;
      return this;
    }

    /** Sets whose certificates are trusted, and how. By default as the JDK does. */
    public Builder tls(SSLContext tls) {
      this.tls = requireNonNull(tls, "tls");
      return this;
    }

    /** Starts the dispatcher. */
    public WebhookDispatcher start() {
      DeliverySender sender =
          DeliverySender.of(webhooks, policy, NameResolver.SYSTEM, tls, timeout);
      ExecutorService executor = threads();
      Backoff backoff = new Backoff(RandomGenerator.getDefault());
      DispatchLoop loop = new DispatchLoop(webhooks, sender, executor, backoff, limits);
      DeliveryEnqueuer enqueuer = new DeliveryEnqueuer(webhooks.trail().database(), loop::nudge);
      WebhookDispatcher dispatcher =
          new WebhookDispatcher(
              loop,
              sender,
              executor,
              new DispatchLease(webhooks.trail().database(), System::nanoTime),
              new TrailFollower(webhooks.trail(), enqueuer));
      dispatcher.thread.start();
      return dispatcher;
    }

    /**
     * Threads as they are needed, one for each request under way: the loop keeps their number. An
     * upper bound here would refuse a request while a thread that has just ended one comes back.
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
  }
}
