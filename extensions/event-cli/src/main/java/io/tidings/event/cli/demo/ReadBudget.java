package io.tidings.event.cli.demo;

import io.tidings.event.EventEmitter;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;

/**
 * How many bytes a run means to read. Says once that four fifths are used and once that the limit
 * is passed (CA-37, CA-38), and stops nothing. A budget of bytes has no provider and no model, so
 * these two details are left out. Confined to one thread.
 */
final class ReadBudget {

  private final EventEmitter events;
  private final long limit;
  private long used;

  ReadBudget(EventEmitter events, long limit) {
    this.events = events;
    this.limit = limit;
  }

  /** Counts bytes that were read. */
  void spend(long bytes) {
    long before = used;
    used += bytes;
    long warning = limit - limit / 5;
    if (before < warning && used >= warning) {
      emit(EventType.BUDGET_WARNING);
    }
    if (before <= limit && used > limit) {
      emit(EventType.BUDGET_EXCEEDED);
    }
  }

  long limit() {
    return limit;
  }

  long used() {
    return used;
  }

  boolean isExceeded() {
    return used > limit;
  }

  private void emit(EventKind kind) {
    events.emit(
        kind,
        event ->
            event.detail("budget_type", "bytes_read").detail("limit", limit).detail("used", used));
  }
}
