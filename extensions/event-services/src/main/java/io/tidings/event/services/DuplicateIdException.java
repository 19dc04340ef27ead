package io.tidings.event.services;

import io.tidings.event.services.internal.Inputs;
import java.io.Serial;

/** There is something with this id already. */
public final class DuplicateIdException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates one that says which id is taken. */
  public DuplicateIdException(String id) {
    super(
        "the id "
            + Inputs.shown(id)
            + " is taken; use another, or give the service a source of ids that does not repeat");
  }
}
