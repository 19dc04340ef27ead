package io.tidings.event.logging;

/** Null as an argument, which a host compiled without a null checker can pass. */
public final class Absent {

  private Absent() {}

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the lie is what it is for
  public static <T> T absent() {
    return null;
  }
}
