package io.tidings.event.services.revision;

import java.io.Serial;

/** Thrown when a slug is taken or a base version is no longer the newest. Nothing was stored. */
public final class RevisionConflictException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the conflict and the remedy
   */
  public RevisionConflictException(String message) {
    super(message);
  }
}
