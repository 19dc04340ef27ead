package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.delivery.RecordedFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A stored event of a consumer that is not delivered although the position may have passed it.
 * Immutable.
 *
 * @param seq the position of the event
 * @param eventId the id of the event
 * @param key the ordering key, or null
 * @param state {@link #READY}, {@link #HELD}, {@link #DEAD} or {@link #DONE}
 * @param attempts the attempts so far
 * @param failureType the class name of the last failure, or null
 * @param failureMessage its redacted message, or null
 */
record FailureRow(
    long seq,
    String eventId,
    @Nullable String key,
    int state,
    int attempts,
    @Nullable String failureType,
    @Nullable String failureMessage) {

  /** First of its key; waits for an attempt. */
  static final int READY = 0;

  /** Waits for earlier events of its key. */
  static final int HELD = 1;

  /** A dead letter. */
  static final int DEAD = 2;

  /** Delivered or discarded beyond the position, which has not passed the event so far. */
  static final int DONE = 3;

  static final String COLUMNS =
      "seq, event_id, ordering_key, state, attempts, failure_type, failure_message";

  /** Reads a row of {@link #COLUMNS}. */
  static FailureRow read(ResultSet rows) throws SQLException {
    return new FailureRow(
        rows.getLong(1),
        rows.getString(2),
        rows.getString(3),
        rows.getInt(4),
        rows.getInt(5),
        rows.getString(6),
        rows.getString(7));
  }

  /** Returns the recorded failure, or null if there was no attempt. */
  @Nullable RecordedFailure failure() {
    return failureType == null
        ? null
        : new RecordedFailure(failureType, failureMessage == null ? "" : failureMessage);
  }
}
