package io.tidings.event.services.decision;

import io.tidings.event.services.internal.Inputs;

/**
 * What was decided. Immutable.
 *
 * @param planId the plan it was decided for
 * @param type what sort of decision it is, such as {@code strategy_choice}; 1 to 256 characters
 * @param question what had to be decided, at most 1 Mi characters
 * @param chosenOption what was chosen, likewise
 * @param rationale why, likewise; never told in an event
 */
public record NewDecision(
    String planId, String type, String question, String chosenOption, String rationale) {

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if a part is ill-formed
   */
  public NewDecision {
    Inputs.id(planId, "planId");
    Inputs.name(type, "type");
    Inputs.text(question, "question");
    Inputs.text(chosenOption, "chosenOption");
    Inputs.text(rationale, "rationale");
  }
}
