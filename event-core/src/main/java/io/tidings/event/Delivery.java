package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way: the handlers that were there when it was emitted, the delivery during which
 * it was emitted, and how it went. Confined to one thread.
 */
final class Delivery extends Current {

  private static final int SHOWN_KINDS = 20;

  @Nullable Delivery next;

  private @Nullable DomainEvent event;
  private @Nullable Delivery parent;
  private int depth = 1;
  private @Nullable List<Throwable> failures;

  /** Who is to be called, if that is one array and has to be kept here. */
  private HandlerSubscription @Nullable [] handlers;

  /** Who is to be called, if that is several arrays; itself kept when it is empty. */
  private @Nullable Merge merge;

  /** Whether there is more to let go of than the event. */
  private boolean holdsMore;

  int delivered;
  int failed;
  int tapFailures;

  /** Starts anew, outside any other delivery. */
  void begin(DomainEvent event) {
    this.event = event;
    delivered = 0;
    failed = 0;
    tapFailures = 0;
  }

  /** Tells during which delivery the event was emitted. */
  void causedBy(@Nullable Delivery parent) {
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
  }

  /** Lets go of everything that is the host's. */
  void clear() {
    event = null;
    if (holdsMore) {
      failures = null;
      holdsMore = false;
      keep(null);
    }
  }

  /** Keeps the handlers that were found by kind, in place of all that were found. */
  void keep(HandlerSubscription @Nullable [] byKind) {
    holdsMore |= byKind != null;
    handlers = byKind;
    if (merge != null) {
      merge.clear();
    }
  }

  /** Adds handlers that were found by an id to those that are kept. */
  void add(HandlerSubscription @Nullable [] found) {
    if (found == null || found.length == 0) {
      return;
    }
    HandlerSubscription[] present = handlers();
    if (present.length == 0) {
      handlers = found;
      return;
    }
    if (!isMerged()) {
      merge().add(present);
    }
    merge().add(found);
  }

  /** Returns the handlers that are kept, unless they are merged. */
  HandlerSubscription[] handlers() {
    return handlers == null ? HandlerSubscription.NONE : handlers;
  }

  /** Tells whether the handlers that are kept are several arrays. */
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

  /**
   * Returns how many events led to this one, each emitted during the one before; itself included.
   */
  int depth() {
    return depth;
  }

  /** Returns the kinds of this event and of those that led to it, the latest first. */
  String lineage() {
    StringBuilder kinds = new StringBuilder(event().kind().id());
    Delivery cause = parent;
    for (int shown = 1; cause != null && shown < SHOWN_KINDS; shown++) {
      kinds.append(" < ").append(cause.event().kind().id());
      cause = cause.parent;
    }
    return kinds.toString();
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
      return status == EmitResult.Status.DONE ? EmitResult.done(delivered) : EmitResult.deferred();
    }
    List<Throwable> told = failures == null ? List.of() : failures;
    return new EmitResult(status, delivered, failed, tapFailures, told);
  }
}
