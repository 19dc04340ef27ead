package io.tidings.event.services.revision;

import java.io.Serial;

/** Somebody else was first; nothing was stored. */
public final class RevisionConflictException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates one that says what was taken or has changed, and what to do. */
  public RevisionConflictException(String message) {
    super(message);
  }
}
