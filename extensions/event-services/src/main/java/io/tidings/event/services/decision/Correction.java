package io.tidings.event.services.decision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;

/**
 * Correction of a decision. Immutable.
 *
 * @param id the correction's id
 * @param mode the effect on what followed from the decision
 * @param guidance the instruction to follow instead, at most 1 Mi characters
 * @param at the time of the correction
 */
public record Correction(String id, CorrectionMode mode, String guidance, Instant at) {

  /**
   * Creates a correction; no part may be null.
   *
   * @throws IllegalArgumentException if the id is ill-formed or the guidance too long
   */
  public Correction {
    Inputs.id(id, "id");
    requireNonNull(mode, "mode");
    Inputs.text(guidance, "guidance");
    requireNonNull(at, "at");
  }
}
