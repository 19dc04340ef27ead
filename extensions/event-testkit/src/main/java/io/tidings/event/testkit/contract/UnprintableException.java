package io.tidings.event.testkit.contract;

/** An exception whose getMessage and toString throw. */
final class UnprintableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @Override
  public String getMessage() {
    throw new IllegalStateException("no message");
  }

  @Override
  public String toString() {
    throw new IllegalStateException("no text");
  }
}
