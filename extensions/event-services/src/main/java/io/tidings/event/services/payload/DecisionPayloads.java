package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;

/** Payloads of the decision events. */
public final class DecisionPayloads {

  public static final PayloadKind<Created> CREATED =
      PayloadKind.of(EventType.DECISION_CREATED, Created.class);

  public static final PayloadKind<Approved> APPROVED =
      PayloadKind.of(EventType.DECISION_APPROVED, Approved.class);

  public static final PayloadKind<Corrected> CORRECTED =
      PayloadKind.of(EventType.DECISION_CORRECTED, Corrected.class);

  public static final PayloadKind<Superseded> SUPERSEDED =
      PayloadKind.of(EventType.DECISION_SUPERSEDED, Superseded.class);

  private DecisionPayloads() {}

  /** Payload of {@code decision.created}. */
  @Description("A decision of a plan was recorded.")
  public record Created(
      String decisionId,
      @Description("The type of the decision, such as strategy_choice.") String decisionType,
      @Description("The question, cut after 1,000 characters.") String question,
      @Description("The chosen option, cut after 1,000 characters.") String chosenOption) {}

  /** Payload of {@code decision.approved}. */
  @Description("A decision was approved.")
  public record Approved(
      String decisionId, @Description("The name of the approver.") String approvedBy) {}

  /** Payload of {@code decision.corrected}. */
  @Description("A decision was corrected, which revokes an approval.")
  public record Corrected(
      String decisionId,
      String correctionId,
      @Description("The effect on what followed from the decision: revert or append.") String mode,
      @Description("The instruction to follow instead, cut after 1,000 characters.")
          String guidance) {}

  /** Payload of {@code decision.superseded}. */
  @Description("A decision was replaced by another one of the same plan.")
  public record Superseded(
      String decisionId,
      @Description("The id of the decision that replaces it.") String supersededBy) {}
}
