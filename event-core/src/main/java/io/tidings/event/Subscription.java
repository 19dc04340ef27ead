package io.tidings.event;

/**
 * A handler's place on a bus, and the way to give it up (BUS-12). Thread-safe.
 *
 * <p>A bus holds its handlers strongly until they are unsubscribed; afterwards neither the bus nor
 * this object holds the handler (BUS-11).
 */
public interface Subscription extends AutoCloseable {

  /**
   * Ends the subscription. An emit under way calls the handler no more, unless it is calling it
   * right now (BUS-07).
   *
   * @return whether this call has ended it; false if it was over already (BUS-11)
   */
  boolean unsubscribe();

  /** Ends the subscription, if it was not over already. */
  @Override
  default void close() {
    unsubscribe();
  }

  /** Tells whether events emitted now would reach the handler. */
  boolean isActive();

  /** Returns the name by which failures are reported. */
  String name();

  /**
   * Returns the given subscriptions as one, for a component that subscribes to several kinds and
   * ends them together, one after the other (BUS-13).
   */
  static Subscription group(Subscription... subscriptions) {
    return new SubscriptionGroup(subscriptions);
  }
}
