package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dispatch state of one event: the handlers subscribed when it was emitted, the delivery during
 * which it was emitted, and the outcome. Confined to one thread.
 */
final class Delivery extends CurrentContext {

  private static final int LOGGED_KINDS = 20;

  private @Nullable Delivery next;
  private @Nullable DomainEvent event;
  private @Nullable Delivery parent;
  private int depth = 1;
  private @Nullable List<Throwable> failures;

  /** The handlers to call if they form one array and must be stored here. */
  private HandlerSubscription @Nullable [] handlers;

  /** The handlers to call if they form several arrays; reused while empty. */
  private @Nullable Merge merge;

  /** True if this holds references other than the event. */
  private boolean holdsMore;

  /** The subscription of unhandled events that receives the event, or null. */
  private @Nullable HandlerSubscription unhandledBy;

  int delivered;

  /** The number of asynchronous subscriptions that matched, with or without room for the event. */
  int offered;

  int queued;
  int failed;
  int tapFailures;

  /** Initializes this for an event that is emitted outside any other delivery. */
  void begin(DomainEvent event) {
    if (holdsMore) {
      clear();
    }
    this.event = event;
    delivered = 0;
    offered = 0;
    queued = 0;
    failed = 0;
    tapFailures = 0;
  }

  /** Sets the delivery during which the event was emitted. */
  void causedBy(@Nullable Delivery parent) {
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
  }

  /** Removes all references to objects of the host. */
  void clear() {
    event = null;
    if (holdsMore) {
      failures = null;
      unhandledBy = null;
      holdsMore = false;
      retain(null);
    }
  }

  /** Replaces the retained handlers by those that match the kind. */
  void retain(HandlerSubscription @Nullable [] byKind) {
    holdsMore |= byKind != null;
    handlers = byKind;
    if (merge != null) {
      merge.clear();
    }
  }

  /** Adds handlers that match an id to the retained handlers. */
  void add(HandlerSubscription @Nullable [] byId) {
    if (byId == null || byId.length == 0) {
      return;
    }
    HandlerSubscription[] retained = handlers();
    if (retained.length == 0) {
      handlers = byId;
      return;
    }
    if (!isMerged()) {
      merge().add(retained);
    }
    merge().add(byId);
  }

  /** Returns the retained handlers if they form one array; else one of the arrays. */
  HandlerSubscription[] handlers() {
    return handlers == null ? HandlerSubscription.NONE : handlers;
  }

  /** Returns whether the retained handlers form several arrays. */
  boolean isMerged() {
    return holdsMore && merge != null && !merge.isEmpty();
  }

  Merge merge() {
    if (merge == null) {
      merge = new Merge();
    }
    return merge;
  }

  @Override
  DomainEvent event() {
    return requireNonNull(event);
  }

  @Override
  EventScope scope() {
    return event().scope();
  }

  @Override
  Delivery delivery() {
    return this;
  }

  /** Returns the length of the chain of nested emits that ends with this event. */
  int depth() {
    return depth;
  }

  /** Returns the kinds of this event and of its causes, latest first. */
  String lineage() {
    StringBuilder kinds = new StringBuilder(event().kind().id());
    Delivery cause = parent;
    for (int count = 1; cause != null && count < LOGGED_KINDS; count++) {
      kinds.append(" < ").append(cause.event().kind().id());
      cause = cause.parent;
    }
    return kinds.toString();
  }

  /** Returns whether a handler was called, or the event was offered to a queue. */
  boolean isHandled() {
    return delivered + offered + failed > 0;
  }

  /** Marks the event as one that the subscription of unhandled events receives. */
  void passTo(HandlerSubscription unhandled) {
    holdsMore = true;
    unhandledBy = unhandled;
  }

  /** Returns whether the event was emitted while a subscription received an unhandled event. */
  boolean isWithin(HandlerSubscription unhandled) {
    Delivery outer = parent;
    while (outer != null && outer.unhandledBy != unhandled) {
      outer = outer.parent;
    }
    return outer != null;
  }

  void addFailure(Throwable failure) {
    holdsMore = true;
    if (failures == null) {
      failures = new ArrayList<>();
    }
    failures.add(failure);
  }

  EmitResult result(EmitResult.Status status) {
    if (failed == 0 && tapFailures == 0) {
      return status == EmitResult.Status.DONE
          ? EmitResult.done(delivered, queued)
          : EmitResult.deferred();
    }
    List<Throwable> reported = failures == null ? List.of() : failures;
    return new EmitResult(status, delivered, queued, failed, tapFailures, reported);
  }

  /** FIFO queue of deliveries, linked through the deliveries. */
  static final class Queue {

    private @Nullable Delivery head;
    private @Nullable Delivery tail;
    private int size;

    int size() {
      return size;
    }

    void add(Delivery delivery) {
      if (tail == null) {
        head = delivery;
      } else {
        tail.next = delivery;
      }
      tail = delivery;
      size++;
    }

    @Nullable Delivery poll() {
      Delivery first = head;
      if (first != null) {
        head = first.next;
        first.next = null;
        tail = head == null ? null : tail;
        size--;
      }
      return first;
    }

    void clear() {
      head = null;
      tail = null;
      size = 0;
    }
  }

  /** K-way merge of sorted, possibly overlapping arrays of subscriptions. */
  static final class Merge {

    /** One array each by kind, session, plan, correlation and the two ids of a plan tree. */
    private static final int MAX_SOURCES = 6;

    private final HandlerSubscription[][] sources = new HandlerSubscription[MAX_SOURCES][];
    private final int[] cursors = new int[MAX_SOURCES];
    private int count;

    void add(HandlerSubscription[] source) {
      sources[count] = source;
      cursors[count] = 0;
      count++;
    }

    boolean isEmpty() {
      return count == 0;
    }

    void clear() {
      while (count > 0) {
        sources[--count] = HandlerSubscription.NONE;
      }
    }

    /** Returns the next subscription in the order of calls, or null at the end. */
    @Nullable HandlerSubscription next() {
      HandlerSubscription least = null;
      for (int i = 0; i < count; i++) {
        if (cursors[i] < sources[i].length) {
          HandlerSubscription candidate = sources[i][cursors[i]];
          least = least == null || candidate.isBefore(least) ? candidate : least;
        }
      }
      for (int i = 0; least != null && i < count; i++) {
        if (cursors[i] < sources[i].length && sources[i][cursors[i]] == least) {
          cursors[i]++;
        }
      }
      return least;
    }
  }
}
