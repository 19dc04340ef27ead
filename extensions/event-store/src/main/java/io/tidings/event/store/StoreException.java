package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * The failure of an operation on a trail. The message names the trail, the problem and the remedy,
 * and no value of an event. After a failed append all of its events are stored or none, and
 * appending them again is safe.
 *
 * @contract STO-04
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The factory for the internal packages. */
  static final FailureFactory FACTORY =
      new FailureFactory() {
        @Override
        public RuntimeException create(
            FailureReason reason, String message, @Nullable Throwable cause) {
          return new StoreException(Reason.valueOf(reason.name()), message, cause);
        }

        @Override
        public @Nullable FailureReason reasonOf(RuntimeException failure) {
          return failure instanceof StoreException known
              ? FailureReason.valueOf(known.reason().name())
              : null;
        }
      };

  private final Reason reason;

  StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Returns the reason of the failure. */
  public Reason reason() {
    return reason;
  }

  /** The reasons of a failure. Later versions may add more. */
  public enum Reason {
    /** There is no trail to read, or no directory or schema to create it in. */
    NOT_FOUND,
    /**
     * The location holds something other than a trail, or cannot hold one: another database, file
     * or encoding, a directory, or a trail with foreign objects on its tables or under their names.
     */
    FOREIGN,
    /** The trail was written by a newer version of this library. */
    NEWER_SCHEMA,
    /**
     * The trail has an older schema, which a read-only store cannot migrate, or is too large to be
     * migrated without {@link EventStoreBuilder#migrating}.
     */
    OLDER_SCHEMA,
    /** The database server cannot be reached. */
    UNAVAILABLE,
    /** Another connection has locked the database for longer than the busy timeout. */
    BUSY,
    /** There is no space left. */
    FULL,
    /** The trail or the store is read-only. */
    READ_ONLY,
    /** The file or the tables have been deleted or replaced since the store was opened. */
    GONE,
    /** Events that a follower has not read may have been removed. */
    BEHIND,
    /** The trail is damaged. */
    CORRUPT,
    /** The store has been closed. */
    CLOSED,
    /**
     * The database rejects the content of an event: a character that its encoding lacks, a value
     * beyond a limit, a constraint, a trigger. Other events can be stored.
     */
    UNSTORABLE,
    /** Any other failure; see the cause. */
    FAILED
  }
}
