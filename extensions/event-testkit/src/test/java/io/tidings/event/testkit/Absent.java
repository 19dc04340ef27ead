package io.tidings.event.testkit;

/** The null that a careless host, compiled without a null checker, may pass anywhere. */
final class Absent {

  private Absent() {}

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the lie is what it is for
  static <T> T absent() {
    return null;
  }
}
