package io.tidings.event.services;

import io.tidings.event.services.internal.Inputs;
import java.io.Serial;

/** There is nothing with this id. */
public final class UnknownIdException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates one that says which id is unknown. */
  public UnknownIdException(String id) {
    super(
        "nothing is known under the id " + Inputs.shown(id) + "; create it first, or check the id");
  }
}
