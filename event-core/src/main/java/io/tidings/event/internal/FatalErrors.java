package io.tidings.event.internal;

/**
 * Which errors a listener may not keep to itself: those by which the virtual machine says that it
 * can no longer go on. A stack overflow is over once the stack is unwound, and counts as an
 * exception (BUS-10, FLT-03).
 */
public final class FatalErrors {

  private FatalErrors() {}

  /** Tells whether {@code failure} has to surface. */
  public static boolean isFatal(Throwable failure) {
    return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  /** Throws {@code failure} if it has to surface, else returns. */
  public static void rethrow(Throwable failure) {
    if (isFatal(failure)) {
      throw (VirtualMachineError) failure;
    }
  }

  /** Adds {@code next} to what {@code first} suppresses, where there is room for that. */
  public static void suppress(Throwable first, Throwable next) {
    try {
      if (first != next) {
        first.addSuppressed(next);
      }
    } catch (VirtualMachineError noRoom) {
      // The first one is thrown in any case.
    }
  }
}
