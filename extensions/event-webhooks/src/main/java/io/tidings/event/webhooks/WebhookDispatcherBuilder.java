package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sets up a dispatcher. Start with {@link WebhookDispatcher#builder}. Confined to one thread. */
public final class WebhookDispatcherBuilder {

  /** How long a request may take, from the connection to the last byte that is read (WEB-13). */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** How long an idle dispatcher waits before it looks at the trail again. */
  public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(50);

  private static final long IDLE_SECONDS = 30;

  private final EventFeed feed;
  private final WebhookStore webhooks;
  private OutboundPolicy policy = OutboundPolicy.standard();
  private DispatchLimits limits = DispatchLimits.STANDARD;
  private Duration timeout = DEFAULT_TIMEOUT;
  private Duration pollInterval = DEFAULT_POLL_INTERVAL;
  private @Nullable SSLContext tls;

  WebhookDispatcherBuilder(EventFeed feed, WebhookStore webhooks) {
    this.feed = feed;
    this.webhooks = webhooks;
  }

  /** Sets where requests may go. By default {@link OutboundPolicy#standard()}. */
  public WebhookDispatcherBuilder policy(OutboundPolicy policy) {
    this.policy = requireNonNull(policy, "policy");
    return this;
  }

  /** Sets how many requests one subscription has under way, 1 to 64. By default 4. */
  public WebhookDispatcherBuilder concurrency(int concurrency) {
    limits = new DispatchLimits(concurrency, limits.requests(), limits.pauseAfter());
    return this;
  }

  /** Sets how many requests are under way in all, a thread for each, 1 to 4,096. By default 256. */
  public WebhookDispatcherBuilder requests(int requests) {
    limits = new DispatchLimits(limits.concurrency(), requests, limits.pauseAfter());
    return this;
  }

  /** Sets after how many failed deliveries in a row a subscription is paused. By default 10. */
  public WebhookDispatcherBuilder pauseAfter(int deliveries) {
    limits = new DispatchLimits(limits.concurrency(), limits.requests(), deliveries);
    return this;
  }

  /**
   * Sets how long a request may take, all of it. By default {@link #DEFAULT_TIMEOUT}.
   *
   * @throws IllegalArgumentException if it is not more than zero
   */
  public WebhookDispatcherBuilder timeout(Duration timeout) {
    this.timeout = positive(timeout, "timeout");
    return this;
  }

  /**
   * Sets how long an idle dispatcher waits before it looks at the trail again. By default {@link
   * #DEFAULT_POLL_INTERVAL}.
   *
   * @throws IllegalArgumentException if it is not more than zero
   */
  public WebhookDispatcherBuilder pollInterval(Duration pollInterval) {
    this.pollInterval = positive(pollInterval, "pollInterval");
    return this;
  }

  /** Sets whose certificates are trusted, and how. By default as the JDK does. */
  public WebhookDispatcherBuilder tls(SSLContext tls) {
    this.tls = requireNonNull(tls, "tls");
    return this;
  }

  /**
   * Starts the dispatcher.
   *
   * @throws WebhookException if another one delivers from the same file
   */
  public WebhookDispatcher start() {
    SingleDispatcher right = SingleDispatcher.of(webhooks.database().file());
    Courier courier = courier(webhooks, policy, NameResolver.SYSTEM, tls, timeout);
    ExecutorService executor = threads();
    DispatchLoop loop =
        new DispatchLoop(
            feed, webhooks, courier, executor, new Backoff(RandomGenerator.getDefault()), limits);
    WebhookDispatcher dispatcher =
        new WebhookDispatcher(loop, courier, executor, right, pollInterval);
    dispatcher.start();
    return dispatcher;
  }

  static Courier courier(
      WebhookStore webhooks,
      OutboundPolicy policy,
      NameResolver resolver,
      @Nullable SSLContext tls,
      Duration timeout) {
    HttpExchange exchange = new HttpExchange(tls == null ? standardTls() : tls, timeout);
    return new Courier(webhooks.vault(), policy, resolver, exchange, webhooks.clock());
  }

  private static SSLContext standardTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException failure) {
      throw new WebhookException(
          "this JVM has no TLS that works; look at its javax.net.ssl properties", failure);
    }
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

  private static Duration positive(Duration value, String argument) {
    if (requireNonNull(value, argument).isNegative() || value.isZero()) {
      throw new IllegalArgumentException(argument + " must be more than zero");
    }
    return value;
  }
}
