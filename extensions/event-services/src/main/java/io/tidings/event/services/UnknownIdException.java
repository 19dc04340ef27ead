package io.tidings.event.services;

import io.tidings.event.services.internal.Inputs;
import java.io.Serial;

/** Thrown when an id is unknown. */
public final class UnknownIdException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception for an unknown id. */
  public UnknownIdException(String id) {
    super("id " + Inputs.quoted(id) + " is unknown; create it first, or check the id");
  }
}
