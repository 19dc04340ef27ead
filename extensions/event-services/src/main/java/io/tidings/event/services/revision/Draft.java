package io.tidings.event.services.revision;

import org.jspecify.annotations.Nullable;

/**
 * What is to be committed. Immutable as far as its data is.
 *
 * @param <D> the data of a revision, immutable
 * @param data the data, or null for a revision that has none yet
 * @param message why, at most {@value #MAX_MESSAGE} characters; or null
 * @param base the version that must be the newest, else the commit is refused; or null for any
 */
public record Draft<D>(@Nullable D data, @Nullable String message, @Nullable Long base) {

  /** The greatest length of a message, in characters. */
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

  /** Returns a draft of data, without a message, onto whatever is the newest version. */
  public static <D> Draft<D> of(@Nullable D data) {
    return new Draft<>(data, null, null);
  }

  /** Returns this draft with other data. */
  public Draft<D> withData(@Nullable D data) {
    return new Draft<>(data, message, base);
  }

  /** Returns this draft with a message; null takes it away. */
  public Draft<D> withMessage(@Nullable String message) {
    return new Draft<>(data, message, base);
  }

  /** Returns this draft onto a version that must be the newest when it is committed. */
  public Draft<D> onto(long base) {
    return new Draft<>(data, message, base);
  }
}
