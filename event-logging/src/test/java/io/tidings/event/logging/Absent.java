package io.tidings.event.logging;

/** The null that a careless host, compiled without a null checker, may pass anywhere. */
public final class Absent {

  private Absent() {}

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the lie is what it is for
  public static <T> T absent() {
    return null;
  }
}
