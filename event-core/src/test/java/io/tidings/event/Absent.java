package io.tidings.event;

/**
 * Null in place of a required argument, as passed by a host compiled without a null checker. A copy
 * of the test kit's class, since event-core cannot depend on the test kit.
 */
public final class Absent {

  private Absent() {}

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the lie is what it is for
  public static <T> T absent() {
    return null;
  }
}
