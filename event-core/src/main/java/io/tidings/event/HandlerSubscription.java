package io.tidings.event;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler's place on a {@link SynchronousBus}: what it wants, its number, and the handler until
 * it is over. Thread-safe: the handler is written once more, to null, under the bus's lock, and
 * read without.
 */
final class HandlerSubscription implements Subscription {

  static final HandlerSubscription[] NONE = {};

  private final SynchronousBus bus;
  private final long number;
  private final String name;

  /** When it is over, replaced by a clause that never matches, before {@link #handler} goes. */
  private volatile List<Clause> clauses;

  private volatile @Nullable EventHandler handler;

  private final boolean exact;

  HandlerSubscription(
      SynchronousBus bus,
      long number,
      List<Clause> clauses,
      SubscriptionOptions options,
      EventHandler handler) {
    this.bus = bus;
    this.number = number;
    this.clauses = clauses;
    this.exact = clauses.stream().allMatch(Clause::isExact);
    this.handler = handler;
    String given = options.name();
    this.name = given != null ? given : nameOf(handler) + "#" + number;
  }

  /**
   * A lambda's class name ends in what differs from run to run; what stands before tells its place.
   */
  private static String nameOf(EventHandler handler) {
    String type = handler.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    return lambda < 0 ? type : type.substring(0, lambda);
  }

  @Override
  public boolean unsubscribe() {
    return bus.remove(this);
  }

  @Override
  public boolean isActive() {
    return handler != null && bus.isOpen();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "Subscription[" + name + "]";
  }

  long number() {
    return number;
  }

  /** Returns the handler, or null if the subscription is over. */
  @Nullable EventHandler handler() {
    return handler;
  }

  List<Clause> clauses() {
    return clauses;
  }

  /**
   * Tells whether an event that found this subscription is one it wants, without looking further.
   */
  boolean isExact() {
    return exact;
  }

  /** Lets go of everything that is the host's; tells whether it was still there. */
  boolean release() {
    boolean held = handler != null;
    clauses = List.of(Clause.NEVER);
    handler = null;
    return held;
  }

  /** Returns {@code sorted} with a subscription of a higher number than any in it. */
  static HandlerSubscription[] append(HandlerSubscription[] sorted, HandlerSubscription last) {
    HandlerSubscription[] longer = Arrays.copyOf(sorted, sorted.length + 1);
    longer[sorted.length] = last;
    return longer;
  }

  /** Returns {@code sorted} without a subscription; the same array if it is not in it. */
  static HandlerSubscription[] without(HandlerSubscription[] sorted, HandlerSubscription gone) {
    int at = Arrays.asList(sorted).indexOf(gone);
    if (at < 0) {
      return sorted;
    }
    HandlerSubscription[] shorter = Arrays.copyOf(sorted, sorted.length - 1);
    System.arraycopy(sorted, at + 1, shorter, at, shorter.length - at);
    return shorter.length == 0 ? NONE : shorter;
  }
}
