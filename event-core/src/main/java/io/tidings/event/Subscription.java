package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.SubscriptionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Registration of a handler with a bus. Thread-safe.
 *
 * <p>A bus refers to its handlers strongly until they are unsubscribed; afterwards neither the bus
 * nor this object refers to the handler.
 *
 * @contract BUS-11, BUS-12
 */
public interface Subscription extends AutoCloseable {

  /**
   * Ends the subscription. A running emit skips the handler from then on, unless it is calling the
   * handler at this moment; this method does not wait for that call. Events that are queued for an
   * asynchronous handler are discarded and counted.
   *
   * @return whether this call ended the subscription; false if it had ended before
   * @contract BUS-07, BUS-11
   */
  boolean unsubscribe();

  /** Ends the subscription. A second call has no effect. */
  @Override
  default void close() {
    unsubscribe();
  }

  /** Returns whether events emitted now would reach the handler; false once the bus is closed. */
  boolean isActive();

  /** Returns the name for failure reports. */
  String name();

  /**
   * Returns the numbers so far, also after the end of this subscription; of a {@link #group} their
   * sums. {@link SubscriptionMetrics#NONE} where nothing is counted: on a no-op bus, and for the
   * observer of a stream, whose bus has counts.
   *
   * @contract SUB-06
   */
  default SubscriptionMetrics metrics() {
    return SubscriptionMetrics.NONE;
  }

  /**
   * Returns one subscription for several. Ending it ends each of them in order, not atomically; if
   * one throws, the rest is still ended and the first exception is thrown. It is active while any
   * of them is.
   *
   * @throws NullPointerException if {@code subscriptions} or one of them is null
   * @contract BUS-13
   */
  static Subscription group(Subscription... subscriptions) {
    for (Subscription member : requireNonNull(subscriptions, "subscriptions")) {
      requireNonNull(member, "subscriptions");
    }
    List<Subscription> members = List.of(subscriptions);
    return new Subscription() {
      @Override
      public boolean unsubscribe() {
        return unsubscribeAll(members);
      }

      @Override
      public boolean isActive() {
        return members.stream().anyMatch(Subscription::isActive);
      }

      @Override
      public SubscriptionMetrics metrics() {
        return members.stream()
            .map(Subscription::metrics)
            .reduce(SubscriptionMetrics.NONE, SubscriptionMetrics::plus);
      }

      @Override
      public String name() {
        return members.stream().map(Subscription::name).collect(Collectors.joining(", ", "[", "]"));
      }
    };
  }

  private static boolean unsubscribeAll(List<Subscription> members) {
    boolean ended = false;
    List<Throwable> failures = new ArrayList<>();
    for (Subscription member : members) {
      try {
        ended |= member.unsubscribe();
      } catch (Throwable failure) {
        failures.add(failure);
      }
    }
    if (failures.isEmpty()) {
      return ended;
    }
    if (failures.get(0) instanceof Error error) {
      throw error;
    }
    throw failures.get(0) instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(failures.get(0));
  }
}
