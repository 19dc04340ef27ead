package io.tidings.event;

/** Throws anything from anywhere, checked or not, as careless hosts manage to. */
final class Undeclared {

  private Undeclared() {}

  /** Throws {@code thrown}; the return type pleases the compiler. */
  static RuntimeException undeclared(Throwable thrown) {
    Undeclared.<RuntimeException>throwErased(thrown);
    return new IllegalStateException("not reached");
  }

  @SuppressWarnings("unchecked") // erased: whatever it is gets thrown
  private static <X extends Throwable> void throwErased(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
