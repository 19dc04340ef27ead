package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * The store could not do what it was asked for. The message names the trail and the remedy, and no
 * value of an event. An append that ends so has stored all of its events or none; to append them
 * again is safe, since what is there already is not stored twice.
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

  /** Returns what kind of trouble it was. */
  public Reason reason() {
    return reason;
  }

  /** What kinds of trouble a store meets. More may come. */
  public enum Reason {
    /** There is no trail where one is to be read, or no directory or schema to make it in. */
    NOT_FOUND,
    /** What stands there is not a trail: another database, another file, a directory. */
    FOREIGN,
    /** The trail was written by a newer version of this library. */
    NEWER_SCHEMA,
    /** The trail is of an older version, and cannot be brought up to date while it is only read. */
    OLDER_SCHEMA,
    /** The database server cannot be reached. */
    UNAVAILABLE,
    /** Someone else has held the database for longer than the busy timeout. */
    BUSY,
    /** There is no space left. */
    FULL,
    /** The trail, or the store, may only be read. */
    READ_ONLY,
    /** The file, or the tables, have been deleted or replaced since they were opened. */
    GONE,
    /** Events that a follower has not read may have been removed. */
    BEHIND,
    /** The trail is damaged. */
    CORRUPT,
    /** The store has been closed. */
    CLOSED,
    /** Anything else; the cause tells. */
    FAILED
  }
}
