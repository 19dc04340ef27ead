package io.tidings.event.store.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of a durable delivery. Immutable and thread-safe.
 *
 * <pre>{@code
 * DeliveryOptions perOrder =
 *     DeliveryOptions.perKey(
 *             DeliveryKey.by("order", event -> event.detail("order_id", String.class)))
 *         .passingDeadLetters();
 * }</pre>
 *
 * @contract DLV-01, DLV-02, DLV-03, DLV-04, DLV-05, DLV-13
 */
public final class DeliveryOptions {

  /** The default of {@link #parallel}: {@value}. */
  public static final int DEFAULT_PARALLELISM = 8;

  /** The default number of attempts: {@value}. */
  public static final int DEFAULT_ATTEMPTS = 8;

  /** The greatest value of {@link #parallel}: {@value}. */
  public static final int MAX_PARALLELISM = 1_000;

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Values values;

  private DeliveryOptions(Values values) {
    this.values = values;
  }

  /**
   * Returns options with an ordering key, a parallelism of 8, and 8 attempts with delays from 100
   * ms to 30 s.
   *
   * @throws NullPointerException if {@code key} is null
   */
  public static DeliveryOptions perKey(DeliveryKey key) {
    return new DeliveryOptions(new Values(requireNonNull(key, "key")));
  }

  /**
   * Returns these options with the greatest number of events that are handled at the same time.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value #MAX_PARALLELISM}
   */
  public DeliveryOptions parallel(int parallelism) {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1 to %s, but is %s".formatted(MAX_PARALLELISM, parallelism));
    }
    return with(changed -> changed.parallelism = parallelism);
  }

  /**
   * Returns these options with a policy for failures. A payload whose redacted component does not
   * decode is never retried, whatever the policy is.
   *
   * @throws NullPointerException if {@code retries} is null
   */
  public DeliveryOptions retrying(RetryPolicy retries) {
    requireNonNull(retries, "retries");
    return with(changed -> changed.retries = retries);
  }

  /**
   * Returns these options with the number of attempts, the first one included, after which an event
   * becomes a dead letter. Replaces the number of the policy given so far.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value RetryPolicy#MAX_ATTEMPTS}
   */
  public DeliveryOptions atMost(int attempts) {
    return retrying(values.retries.atMost(attempts));
  }

  /**
   * Returns these options with later events of a key delivered although an earlier one is a dead
   * letter. By default they are held back until it is redriven with success or discarded.
   */
  public DeliveryOptions passingDeadLetters() {
    return with(changed -> changed.passing = true);
  }

  /**
   * Returns these options for an {@link AsyncDeliveryHandler} that keeps the order itself: the next
   * event of a key is passed on when the call for the one before has returned, though its work has
   * not ended. An event that fails holds back none that was passed on before, and is attempted
   * again after those.
   */
  public DeliveryOptions pipelining() {
    return with(changed -> changed.pipelining = true);
  }

  /**
   * Returns these options with the position to start after if the name is new. By default 0, the
   * start of the trail.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public DeliveryOptions startingAfter(long seq) {
    if (seq < 0) {
      throw new IllegalArgumentException("seq must be a position in the trail, but is " + seq);
    }
    return with(changed -> changed.start = seq);
  }

  /**
   * Returns these options with the time after which another process takes over from a consumer that
   * does not renew its lease. By default 30 seconds.
   *
   * @throws NullPointerException if {@code lease} is null
   * @throws IllegalArgumentException if it is less than a second or more than a day
   */
  public DeliveryOptions lease(Duration lease) {
    if (requireNonNull(lease, "lease").compareTo(SHORTEST_LEASE) < 0
        || lease.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("lease must be 1 second to 1 day, but is " + lease);
    }
    return with(changed -> changed.lease = lease);
  }

  /**
   * Returns these options with the time without progress, although events wait, after which the
   * consumer is logged as standing still. By default one minute.
   *
   * @throws NullPointerException if {@code stalledAfter} is null
   * @throws IllegalArgumentException if it is not positive
   */
  public DeliveryOptions stalledAfter(Duration stalledAfter) {
    if (requireNonNull(stalledAfter, "stalledAfter").isNegative() || stalledAfter.isZero()) {
      throw new IllegalArgumentException("stalledAfter must be positive, but is " + stalledAfter);
    }
    return with(changed -> changed.stalledAfter = stalledAfter);
  }

  /**
   * Returns these options with an executor of the handler calls, which must have as many threads as
   * {@link #parallel} and is not shut down. By default the delivery has daemon threads of its own.
   *
   * @throws NullPointerException if {@code executor} is null
   */
  public DeliveryOptions executor(Executor executor) {
    requireNonNull(executor, "executor");
    return with(changed -> changed.executor = executor);
  }

  /** Returns the ordering key. */
  public DeliveryKey key() {
    return values.key;
  }

  /** Returns the greatest number of events that are handled at the same time. */
  public int parallelism() {
    return values.parallelism;
  }

  /** Returns the policy for failures. */
  public RetryPolicy retries() {
    return values.retries;
  }

  /** Returns whether later events of a key pass a dead letter. */
  public boolean isPassing() {
    return values.passing;
  }

  /** Returns whether events of a key are passed on while work on earlier ones has not ended. */
  public boolean isPipelining() {
    return values.pipelining;
  }

  /** Returns the position to start after. */
  public long start() {
    return values.start;
  }

  /** Returns the time of the lease. */
  public Duration lease() {
    return values.lease;
  }

  /** Returns the time after which a consumer without progress is logged. */
  public Duration stalledAfter() {
    return values.stalledAfter;
  }

  /** Returns the host's executor, if it has given one. */
  public Optional<Executor> executor() {
    return Optional.ofNullable(values.executor);
  }

  private DeliveryOptions with(Consumer<Values> change) {
    Values changed = new Values(values);
    change.accept(changed);
    return new DeliveryOptions(changed);
  }

  @Override
  public String toString() {
    return "DeliveryOptions[key=%s, parallel=%s, attempts=%s, %s]"
        .formatted(
            values.key,
            values.parallelism,
            values.retries.attempts(),
            values.passing ? "passing dead letters" : "held back by dead letters");
  }

  /** The values, which do not change once they belong to options. */
  private static final class Values {
    private final DeliveryKey key;
    private int parallelism = DEFAULT_PARALLELISM;
    private RetryPolicy retries = RetryPolicy.attempts(DEFAULT_ATTEMPTS);
    private boolean passing;
    private boolean pipelining;
    private long start;
    private Duration lease = Duration.ofSeconds(30);
    private Duration stalledAfter = Duration.ofMinutes(1);
    private @Nullable Executor executor;

    Values(DeliveryKey key) {
      this.key = key;
    }

    Values(Values from) {
      this.key = from.key;
      this.parallelism = from.parallelism;
      this.retries = from.retries;
      this.passing = from.passing;
      this.pipelining = from.pipelining;
      this.start = from.start;
      this.lease = from.lease;
      this.stalledAfter = from.stalledAfter;
      this.executor = from.executor;
    }
  }
}
