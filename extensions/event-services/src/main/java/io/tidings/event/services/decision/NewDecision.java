package io.tidings.event.services.decision;

import io.tidings.event.services.internal.Inputs;

/**
 * Content of a decision to record. Immutable.
 *
 * @param planId the id of the plan it is part of
 * @param type the type of the decision, such as {@code strategy_choice}; 1 to 256 characters
 * @param question the question, at most 1 Mi characters
 * @param chosenOption the chosen option, likewise
 * @param rationale why, likewise; never part of an event
 */
public record NewDecision(
    String planId, String type, String question, String chosenOption, String rationale) {

  /**
   * Creates the content.
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
