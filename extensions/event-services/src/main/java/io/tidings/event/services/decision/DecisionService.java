package io.tidings.event.services.decision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.DecisionPayloads;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Service that records the decisions of a plan and their later changes.
 *
 * <p>Every method that takes the id of a decision throws {@link UnknownIdException} if the id is
 * unknown. Every method that changes a decision throws {@link IllegalTransitionException} if it is
 * superseded; nothing is changed or emitted then. Events are emitted on the calling thread, after
 * the change is saved. Arguments must not be null. Thread-safe.
 */
public final class DecisionService {

  private final ServiceOptions options;
  private final Repository<Decision> decisions;
  private final Lock supersedeLock = new ReentrantLock();

  /** Creates a service with an optional bus that keeps its decisions in memory. */
  public DecisionService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public DecisionService(ServiceOptions options, Repository<Decision> decisions) {
    this.options = requireNonNull(options, "options");
    this.decisions = requireNonNull(decisions, "decisions");
  }

  /**
   * Records a decision and emits {@code decision.created}.
   *
   * @return the new decision
   * @throws DuplicateIdException if the source of ids returns a taken id
   * @contract CA-07
   */
  public Decision record(NewDecision content) {
    requireNonNull(content, "content");
    String id = options.newId();
    Decision decision = decisions.create(id, Decision.of(id, content, options.now()));
    options
        .events()
        .emit(
            EventType.DECISION_CREATED,
            decision,
            (event, current) ->
                of(event, current)
                    .payload(
                        DecisionPayloads.CREATED,
                        new DecisionPayloads.Created(
                            current.id(),
                            current.content().type(),
                            Details.excerpt(current.content().question()),
                            Details.excerpt(current.content().chosenOption()))));
    return decision;
  }

  /** Returns the current state of a decision. Emits nothing. */
  public Decision get(String decisionId) {
    return decisions.get(decisionId);
  }

  /**
   * Approves a decision and emits {@code decision.approved}.
   *
   * @param approvedBy the name of the approver, 1 to 256 characters
   * @return the decision after the change
   * @throws IllegalTransitionException also if it is approved and not corrected since
   * @contract CA-08
   */
  public Decision approve(String decisionId, String approvedBy) {
    Inputs.name(approvedBy, "approvedBy");
    Decision approved =
        change(
            decisionId,
            decision -> {
              if (decision.status() == DecisionStatus.APPROVED) {
                throw new IllegalTransitionException(
                    "decision %s is already approved; it can be approved again after a correction"
                        .formatted(decisionId));
              }
              return decision.withApproval(approvedBy);
            });
    options
        .events()
        .emit(
            EventType.DECISION_APPROVED,
            approved,
            (event, current) ->
                of(event, current)
                    .payload(
                        DecisionPayloads.APPROVED,
                        new DecisionPayloads.Approved(
                            current.id(), requireNonNull(current.approvedBy()))));
    return approved;
  }

  /**
   * Corrects a decision, which revokes an approval, and emits {@code decision.corrected}.
   *
   * @param guidance the instruction to follow instead, at most 1 Mi characters
   * @return the decision after the change
   * @throws IllegalArgumentException if it was corrected {@value Decision#MAX_CORRECTIONS} times
   * @contract CA-09
   */
  public Decision correct(String decisionId, CorrectionMode mode, String guidance) {
    Correction correction = new Correction(options.newId(), mode, guidance, options.now());
    Decision corrected = change(decisionId, decision -> decision.withCorrection(correction));
    options
        .events()
        .emit(
            EventType.DECISION_CORRECTED,
            event ->
                of(event, corrected)
                    .payload(
                        DecisionPayloads.CORRECTED,
                        new DecisionPayloads.Corrected(
                            corrected.id(),
                            correction.id(),
                            mode.id(),
                            Details.excerpt(guidance))));
    return corrected;
  }

  /**
   * Replaces a decision by another one of the same plan and emits {@code decision.superseded}.
   * Decisions cannot supersede each other in a circle if only one service instance changes them.
   *
   * @param replacementId the id of the decision that replaces it; must not be superseded itself
   * @return the replaced decision after the change
   * @throws IllegalArgumentException if both are the same, or of different plans
   * @contract CA-10
   */
  public Decision supersede(String decisionId, String replacementId) {
    Decision superseded = replace(decisionId, replacementId);
    options
        .events()
        .emit(
            EventType.DECISION_SUPERSEDED,
            superseded,
            (event, current) ->
                of(event, current)
                    .payload(
                        DecisionPayloads.SUPERSEDED,
                        new DecisionPayloads.Superseded(
                            current.id(), requireNonNull(current.supersededBy()))));
    return superseded;
  }

  /**
   * Checks and replaces under one lock, so that two decisions cannot replace each other
   * concurrently.
   */
  private Decision replace(String decisionId, String replacementId) {
    supersedeLock.lock();
    try {
      Decision replacement = requireCurrent(decisions.get(replacementId));
      return change(
          decisionId,
          decision -> {
            if (decision.id().equals(replacementId)
                || !decision.content().planId().equals(replacement.content().planId())) {
              throw new IllegalArgumentException(
                  "replacementId must be another decision of the same plan");
            }
            return decision.withReplacement(replacementId);
          });
    } finally {
      supersedeLock.unlock();
    }
  }

  private Decision change(String decisionId, UnaryOperator<Decision> step) {
    return decisions.change(decisionId, decision -> step.apply(requireCurrent(decision))).after();
  }

  private static Decision requireCurrent(Decision decision) {
    if (decision.isSuperseded()) {
      throw new IllegalTransitionException(
          "decision %s is superseded by %s; use that one"
              .formatted(decision.id(), decision.supersededBy()));
    }
    return decision;
  }

  private static EventBuilder of(EventBuilder event, Decision decision) {
    return event.planId(decision.content().planId());
  }
}
