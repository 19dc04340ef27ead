package io.tidings.event.services;

import java.io.Serial;

/** What was asked for is not possible in the present state; nothing was changed. */
public final class IllegalTransitionException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates one that says what was asked for and what is possible. */
  public IllegalTransitionException(String message) {
    super(message);
  }
}
