package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, and for what. Immutable.
 *
 * @param owner for what it holds
 * @param subject what it is about, such as {@code line_length}; 1 to 256 characters. Invariants of
 *     one subject with different statements contradict each other
 * @param statement what must hold, at most 1 Mi characters
 * @param decisionId the decision it came from, or null
 */
public record NewInvariant(
    InvariantOwner owner, String subject, String statement, @Nullable String decisionId) {

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if a part is ill-formed
   */
  public NewInvariant {
    requireNonNull(owner, "owner");
    Inputs.name(subject, "subject");
    Inputs.text(statement, "statement");
    Inputs.optionalId(decisionId, "decisionId");
  }
}
