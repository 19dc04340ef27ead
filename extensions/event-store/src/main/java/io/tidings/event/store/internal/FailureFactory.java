package io.tidings.event.store.internal;

import org.jspecify.annotations.Nullable;

/**
 * Factory for the exceptions of the public API, which the internal packages must not depend on.
 * Thread-safe.
 */
public interface FailureFactory {

  /** Returns a new exception, to be thrown by the caller. */
  RuntimeException create(FailureReason reason, String message, @Nullable Throwable cause);

  /** Returns the reason of an exception of this factory, or null for any other exception. */
  @Nullable FailureReason reasonOf(RuntimeException failure);
}
