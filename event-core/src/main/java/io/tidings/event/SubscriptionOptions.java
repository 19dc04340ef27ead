package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Options of a subscription. Immutable and thread-safe.
 *
 * <pre>{@code
 * bus.subscribe(
 *     EventSelector.kind(EventType.PLAN_APPLIED),
 *     SubscriptionOptions.named("mailer").async().retrying(RetryPolicy.attempts(5)),
 *     event -> mailer.send(event.planId()));
 * }</pre>
 *
 * @contract SUB-01, SUB-04, SUB-05
 */
public final class SubscriptionOptions {

  private static final SubscriptionOptions DEFAULTS =
      new SubscriptionOptions(null, 0, null, RetryPolicy.none(), null);

  private final @Nullable String name;
  private final int order;
  private final @Nullable AsyncOptions async;
  private final RetryPolicy retries;
  private final @Nullable DeadLetterHandler deadLetters;

  private SubscriptionOptions(
      @Nullable String name,
      int order,
      @Nullable AsyncOptions async,
      RetryPolicy retries,
      @Nullable DeadLetterHandler deadLetters) {
    this.name = Validation.optionalName(name, "name");
    this.order = order;
    this.async = async;
    this.retries = retries;
    this.deadLetters = deadLetters;
  }

  /**
   * Returns the default options: a synchronous handler. The bus derives the name: the handler's
   * class, for a lambda the class that contains it, {@code #} and a number.
   */
  public static SubscriptionOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the default options with a name for failure reports.
   *
   * @param name 1 to 256 characters without controls; need not be unique
   * @throws NullPointerException if {@code name} is null
   * @throws IllegalArgumentException if {@code name} is ill-formed
   */
  public static SubscriptionOptions named(String name) {
    return new SubscriptionOptions(requireNonNull(name, "name"), 0, null, RetryPolicy.none(), null);
  }

  /**
   * Returns these options with a place among the handlers of an event, whatever their selectors: a
   * handler with a lower order is called before one with a higher order, and handlers with the same
   * order in the order of subscription. An asynchronous handler has its event queued in that place;
   * when it is called depends on its executor. By default 0.
   *
   * @param order any number, also a negative one
   * @contract SEL-05
   */
  public SubscriptionOptions order(int order) {
    return new SubscriptionOptions(name, order, async, retries, deadLetters);
  }

  /** Returns these options for an asynchronous handler, with {@link AsyncOptions#defaults()}. */
  public SubscriptionOptions async() {
    return async(AsyncOptions.defaults());
  }

  /**
   * Returns these options for an asynchronous handler: an emit queues the event and returns; the
   * handler is called on another thread, with the event current, in its scope and with the
   * emitter's MDC.
   *
   * @throws NullPointerException if {@code options} is null
   * @contract SUB-01, SUB-03
   */
  public SubscriptionOptions async(AsyncOptions options) {
    return new SubscriptionOptions(
        name, order, requireNonNull(options, "options"), retries, deadLetters);
  }

  /**
   * Returns these options with further attempts after a failure, for an asynchronous handler. By
   * default there is one attempt.
   *
   * @throws NullPointerException if {@code policy} is null
   * @contract SUB-04
   */
  public SubscriptionOptions retrying(RetryPolicy policy) {
    return new SubscriptionOptions(
        name, order, async, requireNonNull(policy, "policy"), deadLetters);
  }

  /**
   * Returns these options with a receiver of the events whose attempts have all failed, for an
   * asynchronous handler: {@link io.tidings.event.async.DeadLetters}, or a host's handler. By
   * default such events are reported and counted only.
   *
   * @throws NullPointerException if {@code handler} is null
   * @contract SUB-05
   */
  public SubscriptionOptions deadLetters(DeadLetterHandler handler) {
    return new SubscriptionOptions(name, order, async, retries, requireNonNull(handler, "handler"));
  }

  /** Returns the name, or null if the bus derives one from the handler's class. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the place among the handlers of an event, 0 by default. */
  public int order() {
    return order;
  }

  /** Returns the options of an asynchronous handler, or null for a synchronous one. */
  public @Nullable AsyncOptions asyncOptions() {
    return async;
  }

  /** Returns the attempts of an asynchronous handler. */
  public RetryPolicy retries() {
    return retries;
  }

  /** Returns the receiver of events whose attempts have all failed, or null if there is none. */
  public @Nullable DeadLetterHandler deadLetterHandler() {
    return deadLetters;
  }

  /** Returns the name, the order, and the options of an asynchronous handler. */
  @Override
  public String toString() {
    return "SubscriptionOptions[name=%s, order=%s%s]"
        .formatted(name, order, async == null ? "" : ", " + async + ", " + retries);
  }
}
