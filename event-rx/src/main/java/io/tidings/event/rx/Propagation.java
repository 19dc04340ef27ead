package io.tidings.event.rx;

import org.jspecify.annotations.Nullable;

/**
 * What observers throw, and which of it goes on to the bus: fatal errors, which have to surface
 * (FLT-04), and interrupts, whose flag has to be set again (FLT-08).
 */
final class Failures {

  private Failures() {}

  /** Returns what of a failure goes on to the bus, or null. */
  static @Nullable Throwable surfacing(Throwable failure) {
    boolean fatal =
        failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    return fatal || failure instanceof InterruptedException ? failure : null;
  }

  /** Returns one for both: the first fatal error, with the others suppressed. */
  static @Nullable Throwable join(@Nullable Throwable first, @Nullable Throwable next) {
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
    try {
      first.addSuppressed(next);
    } catch (VirtualMachineError noRoom) {
      // The first one surfaces in any case.
    }
    return first;
  }

  /** Throws inside the bus what goes on to it. */
  static void raise(@Nullable Throwable surfacing) throws InterruptedException {
    if (surfacing instanceof InterruptedException interrupt) {
      throw interrupt;
    }
    if (surfacing instanceof Error error) {
      throw error;
    }
  }

  /** Lets the calling thread have, outside of any emit, what would go on to the bus inside one. */
  static void raiseHere(@Nullable Throwable surfacing) {
    try {
      raise(surfacing);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
