package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Content of an invariant to add. Immutable.
 *
 * @param owner the owner, which determines the plans it applies to
 * @param subject the subject, such as {@code line_length}; 1 to 256 characters. Invariants with the
 *     same subject and different statements contradict each other
 * @param statement the statement that must hold, at most 1 Mi characters
 * @param decisionId the id of the decision it comes from, or null
 */
public record NewInvariant(
    InvariantOwner owner, String subject, String statement, @Nullable String decisionId) {

  /**
   * Creates the content.
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
