package io.tidings.event.services.decision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;

/**
 * A correction of a decision. Immutable.
 *
 * @param id its id
 * @param mode how it is to be taken
 * @param guidance what is to be done instead, at most 1 Mi characters
 * @param at when it was made
 */
public record Correction(String id, CorrectionMode mode, String guidance, Instant at) {

  /** Creates it; no part may be null. */
  public Correction {
    Inputs.id(id, "id");
    requireNonNull(mode, "mode");
    Inputs.text(guidance, "guidance");
    requireNonNull(at, "at");
  }
}
