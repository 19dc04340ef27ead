package io.tidings.event;

import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.async.internal.CallCounts;
import io.tidings.event.async.internal.HandOver;
import io.tidings.event.spi.ForwardingHandler;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subscription of a handler to a {@link SynchronousBus}. Thread-safe: the handler is set to null
 * when the subscription ends, and read without a lock.
 */
final class HandlerSubscription extends CallCounts implements Subscription {

  static final HandlerSubscription[] NONE = {};

  /** The number of the subscription of unhandled events, which is in no index. */
  static final long UNHANDLED = 0;

  private final SynchronousBus bus;
  private final long number;
  private final int order;
  private final String name;
  private final @Nullable String place;

  /** The selector's clauses; {@link Clause#NEVER} once ended, before {@link #handler} is null. */
  private volatile List<Clause> clauses;

  private volatile @Nullable EventHandler handler;

  private final boolean exact;

  /** The queue of an asynchronous subscription, set before the bus knows this. */
  private @Nullable HandOver handOver;

  /** True if the handler is called for each event that the index yields, by the emitter. */
  private boolean direct;

  HandlerSubscription(
      SynchronousBus bus,
      long number,
      List<Clause> clauses,
      SubscriptionOptions options,
      EventHandler handler,
      @Nullable String place) {
    this.bus = bus;
    this.number = number;
    this.order = options.order();
    this.place = place;
    this.clauses = clauses;
    this.exact = clauses.stream().allMatch(Clause::isExact);
    this.direct = exact;
    this.handler = handler;
    String chosen = options.name();
    this.name = chosen != null ? chosen : nameOf(handler) + "#" + number;
  }

  /** Returns the class name of the host's handler, for a lambda that of the enclosing class. */
  private static String nameOf(EventHandler handler) {
    EventHandler named = handler;
    while (named instanceof ForwardingHandler forwarding) {
      named = forwarding.delegate();
    }
    return typeOf(named instanceof PayloadKind.TypedHandler<?> typed ? typed.handler() : named);
  }

  /** Returns a class name, for a lambda that of the enclosing class. */
  static String typeOf(Object named) {
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
    return handOver == null ? calls() : handOver.metrics();
  }

  /** Returns the description of this subscription. */
  BusDescription.Entry describe() {
    String selector = number == UNHANDLED ? "unhandled events" : EventSelector.text(clauses);
    return new BusDescription.Entry(name, selector, order, handOver != null, metrics(), place);
  }

  /** Has the events queued for the handler instead of passed to it. */
  void handOverTo(HandOver handOver) {
    this.handOver = handOver;
    this.direct = false;
  }

  /** Returns whether events are passed to the handler without a test and without a queue. */
  boolean isDirect() {
    return direct;
  }

  /** Returns the queue, or null for a synchronous subscription. */
  @Nullable HandOver handOver() {
    return handOver;
  }

  long number() {
    return number;
  }

  int order() {
    return order;
  }

  /** Returns whether this is called before another subscription: by order, then by number. */
  boolean isBefore(HandlerSubscription other) {
    return order == other.order ? number < other.number : order < other.order;
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

  /** Returns {@code sorted} with the subscription of the highest number added in its place. */
  static HandlerSubscription[] insert(HandlerSubscription[] sorted, HandlerSubscription added) {
    int at = sorted.length;
    while (at > 0 && added.order < sorted[at - 1].order) {
      at--;
    }
    HandlerSubscription[] longer = Arrays.copyOf(sorted, sorted.length + 1);
    System.arraycopy(sorted, at, longer, at + 1, sorted.length - at);
    longer[at] = added;
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
