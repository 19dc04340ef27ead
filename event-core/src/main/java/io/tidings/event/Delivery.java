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

  final Selection selection = new Selection();
  @Nullable Delivery next;

  private @Nullable DomainEvent event;
  private @Nullable Delivery parent;
  private int depth;
  private @Nullable List<Throwable> failures;

  int delivered;
  int failed;
  int tapFailures;

  /** Starts with an event emitted during {@code parent}, or outside any delivery. */
  Delivery begin(DomainEvent event, @Nullable Delivery parent) {
    this.event = event;
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
    return this;
  }

  /** Lets go of everything, so that this can begin again. */
  void clear() {
    event = null;
    parent = null;
    next = null;
    failures = null;
    delivered = 0;
    failed = 0;
    tapFailures = 0;
    selection.clear();
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
