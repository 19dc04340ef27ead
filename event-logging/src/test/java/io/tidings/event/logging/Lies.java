package io.tidings.event.logging;

/** The null that a careless host, compiled without a null checker, may pass anywhere. */
final class Lies {

  private Lies() {}

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the lie is what it is for
  static <T> T absent() {
    return null;
  }
}
