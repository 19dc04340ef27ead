package io.tidings.event.store.internal.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An event of a consumer in memory. Its fields are changed by the window under its lock, and by the
 * one thread that makes an attempt.
 */
final class Item {

  final long seq;
  final String eventId;
  final @Nullable String key;

  /** True if a row of the event is stored. */
  final boolean isStored;

  /** The state of the stored row. */
  int state;

  /** The event; null while a stored one waits for its next attempt. */
  EventSource.@Nullable Entry entry;

  /** The size of the event in characters. */
  long size;

  /** True if the key is free for later events although the attempt has not ended. */
  boolean isReleased;

  /** The attempts begun. */
  int attempts;

  @Nullable Throwable failure;
  boolean isDone;

  private Item(long seq, String eventId, @Nullable String key, boolean isStored) {
    this.seq = seq;
    this.eventId = eventId;
    this.key = key;
    this.isStored = isStored;
  }

  /** Returns an event read from the trail. */
  static Item read(EventSource.Entry entry, @Nullable String key, long size) {
    Item item = new Item(entry.seq(), entry.event().id(), key, false);
    item.entry = entry;
    item.size = size;
    return item;
  }

  /** Returns an event with a row, still without its content. */
  static Item stored(FailureRow row) {
    Item item = new Item(row.seq(), row.eventId(), row.key(), true);
    item.state = row.state();
    item.attempts = row.attempts();
    item.failure = row.failure();
    return item;
  }

  /** Returns the same event with a row in a state, without its content. */
  Item stored(int newState) {
    Item item = new Item(seq, eventId, key, true);
    item.state = newState;
    item.attempts = attempts;
    item.failure = failure;
    return item;
  }

  /** Returns the row of this event in a state. */
  FailureRow row(int newState, FailureText text) {
    Throwable last = failure;
    return new FailureRow(
        seq,
        eventId,
        key,
        newState,
        attempts,
        last == null ? null : text.type(last),
        last == null ? null : text.message(last));
  }
}
