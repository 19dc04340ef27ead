package io.tidings.event.rx;

import io.tidings.event.internal.FatalErrors;
import org.jspecify.annotations.Nullable;

/**
 * Selection of the throwables that the bus must receive from the stream: fatal errors, which
 * surface from the emit, and interrupts, whose flag the bus restores.
 *
 * @contract FLT-04, FLT-08
 */
final class Propagation {

  private Propagation() {}

  /** Returns the failure if the bus must receive it, else null. */
  static @Nullable Throwable of(Throwable failure) {
    return FatalErrors.isFatal(failure) || failure instanceof InterruptedException ? failure : null;
  }

  /** Merges two results of {@link #of}: the first fatal error, with later ones suppressed. */
  static @Nullable Throwable merge(@Nullable Throwable first, @Nullable Throwable next) {
    if (first == null || next == null || first == next) {
      return first == null ? next : first;
    }
    if (next instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return first;
    }
    if (first instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return next;
    }
    FatalErrors.suppress(first, next);
    return first;
  }

  /** Throws a result of {@link #of} to the bus, inside an emit. */
  static void raise(@Nullable Throwable pending) throws InterruptedException {
    if (pending instanceof InterruptedException interrupt) {
      throw interrupt;
    }
    if (pending instanceof Error error) {
      throw error;
    }
  }

  /** Throws a result of {@link #of} to a caller outside of any emit; an interrupt sets the flag. */
  static void raiseToCaller(@Nullable Throwable pending) {
    try {
      raise(pending);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
