package io.tidings.event.services.revision;

import org.jspecify.annotations.Nullable;

/**
 * Content of a revision to commit. Immutable if its data is.
 *
 * @param <D> the type of the data, immutable
 * @param data the data, or null for a revision without data
 * @param message why, at most {@value #MAX_MESSAGE} characters; or null
 * @param base the version that must be the newest, otherwise the commit is rejected; or null for
 *     any
 */
public record Draft<D>(@Nullable D data, @Nullable String message, @Nullable Long base) {

  /** The maximum length of a message, in characters. */
  public static final int MAX_MESSAGE = 4_096;

  /**
   * Creates a draft.
   *
   * @throws IllegalArgumentException if the message is too long
   */
  public Draft {
    if (message != null && message.length() > MAX_MESSAGE) {
      throw new IllegalArgumentException(
          "message must be at most %s characters long, but has %s"
              .formatted(MAX_MESSAGE, message.length()));
    }
  }

  /** Returns a draft without a message that can follow any version. */
  public static <D> Draft<D> of(@Nullable D data) {
    return new Draft<>(data, null, null);
  }

  /** Returns this draft with other data. */
  public Draft<D> withData(@Nullable D data) {
    return new Draft<>(data, message, base);
  }

  /** Returns this draft with another message; null for none. */
  public Draft<D> withMessage(@Nullable String message) {
    return new Draft<>(data, message, base);
  }

  /** Returns this draft with the version that must be the newest at the time of the commit. */
  public Draft<D> withBase(long base) {
    return new Draft<>(data, message, base);
  }
}
