package io.tidings.event.testkit.contract;

/** A failure that fails itself when it is looked at. */
final class Untellable extends RuntimeException {

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
