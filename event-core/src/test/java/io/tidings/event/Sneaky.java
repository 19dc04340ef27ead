package io.tidings.event;

/** Throws what a signature does not allow, as code in other languages on this machine may. */
public final class Sneaky {

  private Sneaky() {}

  static void throwIt(Throwable failure) throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    throwUnchecked(failure);
  }

  static void throwUnchecked(Throwable failure) {
    Sneaky.<RuntimeException>throwAs(failure);
  }

  /** Throws {@code failure}; the return type lets a caller say {@code throw}. */
  public static RuntimeException undeclared(Throwable failure) {
    throwUnchecked(failure);
    return new IllegalStateException("not reached");
  }

  @SuppressWarnings("unchecked") // the cast is erased, which is the point
  private static <T extends Throwable> void throwAs(Throwable failure) throws T {
    throw (T) failure;
  }
}
