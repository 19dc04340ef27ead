package io.tidings.event.services;

import io.tidings.event.services.internal.Inputs;
import java.io.Serial;

/** Thrown when an id is already taken. */
public final class DuplicateIdException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception for a taken id. */
  public DuplicateIdException(String id) {
    super(
        "the id "
            + Inputs.quoted(id)
            + " is taken; use another, or a source of ids that does not repeat");
  }
}
