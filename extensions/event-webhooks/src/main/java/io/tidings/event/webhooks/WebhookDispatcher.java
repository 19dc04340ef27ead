package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.webhooks.internal.dispatch.DispatchLimits;
import io.tidings.event.webhooks.internal.dispatch.DispatchThread;
import io.tidings.event.webhooks.internal.http.NameResolver;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Dispatcher of webhook deliveries. It follows the trail, enqueues a delivery per event and
 * matching subscription, and sends due deliveries.
 *
 * <pre>{@code
 * WebhookDispatcher dispatcher = WebhookDispatcher.builder(webhooks).start();
 * }</pre>
 *
 * <p>Delivery is at least once and survives crashes: deliveries are enqueued, idempotently, before
 * the follower's position is stored, and deleted together with the recording of their outcome. An
 * attempt in flight at a crash is repeated with the same {@linkplain WebhookDelivery#id delivery
 * id}, by which a receiver detects duplicates. Deliveries have no guaranteed order. A subscription
 * receives events that are stored after its creation.
 *
 * <p>A delivery has at most six attempts: after a 5xx status, a timeout or a failed connection it
 * is retried after about 1, 2, 4, 8 and 16 seconds; every other status is final. A subscription is
 * paused after ten consecutive failed deliveries until {@link WebhookStore#resume}; events of the
 * meantime stay in the trail and are enqueued then.
 *
 * <p>Of several dispatchers for one trail, in any number of processes, one is active by lease;
 * another takes over when it is closed, or 30 seconds after it has crashed.
 *
 * <p>Subscriptions are isolated from each other: by default each has at most four concurrent
 * requests, and one after a failure. Projects are isolated too: each has at most as many requests
 * and host lookups as it leaves free. Close the dispatcher before the trail; pending deliveries are
 * stored. Thread-safe.
 *
 * @contract WEB-13, WEB-16, WEB-17, WEB-20
 */
public final class WebhookDispatcher implements AutoCloseable {

  /** Default time limit of an attempt, from the host lookup to the last byte: 10 seconds. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final DispatchThread thread;

  private WebhookDispatcher(DispatchThread thread) {
    this.thread = thread;
  }

  /**
   * Returns a builder for a dispatcher of a store's subscriptions, from the store's trail.
   *
   * @throws NullPointerException if {@code webhooks} is null
   */
  public static Builder builder(WebhookStore webhooks) {
    return new Builder(requireNonNull(webhooks, "webhooks"));
  }

  /**
   * Closes the dispatcher: starts no further attempt and waits for running ones, at most for their
   * time limit. Idempotent. If the calling thread is interrupted, outcomes of running attempts are
   * not recorded and their deliveries are sent again by the next dispatcher; the interrupt flag is
   * set again.
   */
  @Override
  public void close() {
    thread.close();
  }

  /** Builder for a dispatcher; see {@link #builder}. Confined to one thread. */
  public static final class Builder {

    private final WebhookStore webhooks;
    private OutboundPolicy policy = OutboundPolicy.standard();
    private DispatchLimits limits = DispatchLimits.STANDARD;
    private Duration timeout = DEFAULT_TIMEOUT;
    private @Nullable SSLContext tls;
    private Consumer<? super WebhookDelivery> outcomes = delivery -> {};

    private Builder(WebhookStore webhooks) {
      this.webhooks = webhooks;
    }

    /**
     * Sets the restriction of target addresses. The default is {@link OutboundPolicy#standard()}.
     *
     * @return this builder
     * @throws NullPointerException if {@code policy} is null
     */
    public Builder policy(OutboundPolicy policy) {
      this.policy = requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets the maximum number of concurrent requests per subscription, 1 to 64. The default is 4.
     *
     * @return this builder
     * @throws IllegalArgumentException if {@code concurrency} is out of range
     */
    public Builder concurrency(int concurrency) {
      limits = new DispatchLimits(concurrency, limits.requests(), limits.pauseAfter());
      return this;
    }

    /**
     * Sets the maximum number of concurrent requests in all, each on its own thread, 1 to 4,096. A
     * project uses at most as many as it leaves free, so a single one uses half. The default is
     * 256.
     *
     * @return this builder
     * @throws IllegalArgumentException if {@code requests} is out of range
     */
    public Builder requests(int requests) {
      limits = new DispatchLimits(limits.concurrency(), requests, limits.pauseAfter());
      return this;
    }

    /**
     * Sets the number of consecutive failed deliveries after which a subscription is paused, 1 to
     * 1,000,000. The default is 10.
     *
     * @return this builder
     * @throws IllegalArgumentException if {@code deliveries} is out of range
     */
    public Builder pauseAfter(int deliveries) {
      limits = new DispatchLimits(limits.concurrency(), limits.requests(), deliveries);
      return this;
    }

    /**
     * Sets the time limit of an attempt, from the host lookup to the last byte. The default is
     * {@link #DEFAULT_TIMEOUT}.
     *
     * @return this builder
     * @throws IllegalArgumentException if {@code timeout} is zero or negative
     * @throws NullPointerException if {@code timeout} is null
     */
    public Builder timeout(Duration timeout) {
      if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout must be more than zero");
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * Sets the TLS context, which decides on trusted certificates. The default is the JVM's.
     *
     * @return this builder
     * @throws NullPointerException if {@code tls} is null
     */
    public Builder tls(SSLContext tls) {
      this.tls = requireNonNull(tls, "tls");
      return this;
    }

    /**
     * Sets a receiver of the outcomes that the dispatcher has recorded, each once, after the commit
     * and on the dispatcher's thread, so it must not block. What it throws is logged at WARN. By
     * default there is none.
     *
     * @return this builder
     * @throws NullPointerException if {@code outcomes} is null
     * @contract WEB-21
     */
    public Builder outcomes(Consumer<? super WebhookDelivery> outcomes) {
      this.outcomes = requireNonNull(outcomes, "outcomes");
      return this;
    }

    /**
     * Starts a dispatcher on daemon threads.
     *
     * @return the running dispatcher
     * @throws WebhookException if the JVM has no default TLS context and none is set
     */
    public WebhookDispatcher start() {
      Consumer<? super WebhookDelivery> receiver = outcomes;
      return new WebhookDispatcher(
          DispatchThread.start(
              webhooks.trail(),
              webhooks.sender(policy, NameResolver.SYSTEM, tls, timeout),
              limits,
              row -> receiver.accept(WebhookDelivery.of(row))));
    }
  }
}
