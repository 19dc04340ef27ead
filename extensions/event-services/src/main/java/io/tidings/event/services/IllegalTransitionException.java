package io.tidings.event.services;

import java.io.Serial;

/** Thrown when an operation is not possible in the current state. Nothing was changed. */
public final class IllegalTransitionException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the state and the possible operations
   */
  public IllegalTransitionException(String message) {
    super(message);
  }
}
