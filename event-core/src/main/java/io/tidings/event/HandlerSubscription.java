package io.tidings.event;

import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.async.internal.HandOver;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subscription of a handler to a {@link SynchronousBus}. Thread-safe: the handler is set to null
 * when the subscription ends, and read without a lock.
 */
final class HandlerSubscription implements Subscription {

  static final HandlerSubscription[] NONE = {};

  private final SynchronousBus bus;
  private final long number;
  private final String name;

  /** The selector's clauses; {@link Clause#NEVER} once ended, before {@link #handler} is null. */
  private volatile List<Clause> clauses;

  private volatile @Nullable EventHandler handler;

  private final boolean exact;

  /** The queue of an asynchronous subscription, set before the bus knows this. */
  private @Nullable HandOver handOver;

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
    String chosen = options.name();
    this.name = chosen != null ? chosen : nameOf(handler) + "#" + number;
  }

  /** Returns the handler's class name, for a lambda that of the enclosing class. */
  private static String nameOf(EventHandler handler) {
    Object named = handler instanceof PayloadKind.TypedHandler<?> typed ? typed.handler() : handler;
    String type = named.getClass().getName();
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

  @Override
  public SubscriptionMetrics metrics() {
    return handOver == null ? SubscriptionMetrics.NONE : handOver.metrics();
  }

  /** Has the events queued for the handler instead of passed to it. */
  void handOverTo(HandOver handOver) {
    this.handOver = handOver;
  }

  /** Returns the queue, or null for a synchronous subscription. */
  @Nullable HandOver handOver() {
    return handOver;
  }

  long number() {
    return number;
  }

  /** Returns the handler, or null if the subscription has ended. */
  @Nullable EventHandler handler() {
    return handler;
  }

  List<Clause> clauses() {
    return clauses;
  }

  /** Returns whether each event that the index yields for this subscription matches it. */
  boolean isExact() {
    return exact;
  }

  /** Removes the references to the handler and its predicates. */
  void release() {
    clauses = List.of(Clause.NEVER);
    handler = null;
  }

  /** Returns {@code sorted} with a subscription of a higher number appended. */
  static HandlerSubscription[] append(HandlerSubscription[] sorted, HandlerSubscription last) {
    HandlerSubscription[] longer = Arrays.copyOf(sorted, sorted.length + 1);
    longer[sorted.length] = last;
    return longer;
  }

  /** Returns {@code sorted} without a subscription; the same array if it is absent. */
  static HandlerSubscription[] without(HandlerSubscription[] sorted, HandlerSubscription removed) {
    int at = Arrays.asList(sorted).indexOf(removed);
    if (at < 0) {
      return sorted;
    }
    HandlerSubscription[] shorter = Arrays.copyOf(sorted, sorted.length - 1);
    System.arraycopy(sorted, at + 1, shorter, at, shorter.length - at);
    return shorter.length == 0 ? NONE : shorter;
  }
}
