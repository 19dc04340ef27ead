package io.tidings.event.testkit.internal;

/** Null in place of a required argument, as passed by a host compiled without a null checker. */
public final class Absent {

  private Absent() {}

  /** Returns null as a value of any type. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // violates the types on purpose
  public static <T> T absent() {
    return null;
  }
}
