package io.tidings.event.logging;

/** Null as an argument, which a host compiled without a null checker can pass. */
final class Lies {

  private Lies() {}

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the lie is what it is for
  static <T> T absent() {
    return null;
  }
}
