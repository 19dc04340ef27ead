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
import io.tidings.event.services.internal.Inputs;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records what was decided for a plan, and what became of it.
 *
 * <p>Every method that names a decision throws {@link UnknownIdException} if there is none with the
 * id, and {@link IllegalTransitionException}, with nothing changed and nothing emitted, if the
 * decision is superseded. No argument may be null. Thread-safe.
 */
public final class DecisionService {

  private final ServiceOptions options;
  private final Repository<Decision> decisions;
  private final Lock superseding = new ReentrantLock();

  /** Creates a service with an optional bus, which keeps its decisions in memory. */
  public DecisionService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public DecisionService(ServiceOptions options, Repository<Decision> decisions) {
    this.options = requireNonNull(options, "options");
    this.decisions = requireNonNull(decisions, "decisions");
  }

  /**
   * Records a decision (CA-07).
   *
   * @throws DuplicateIdException if the source of ids repeats itself
   */
  public Decision record(NewDecision content) {
    requireNonNull(content, "content");
    String id = options.newId();
    Decision decision = decisions.create(id, Decision.recorded(id, content, options.now()));
    options
        .events()
        .emit(
            EventType.DECISION_CREATED,
            decision,
            (event, made) ->
                of(event, made)
                    .detail("decision_type", made.content().type())
                    .detail("question", Inputs.told(made.content().question()))
                    .detail("chosen_option", Inputs.told(made.content().chosenOption())));
    return decision;
  }

  /** Returns a decision as it is. */
  public Decision get(String decisionId) {
    return decisions.get(decisionId);
  }

  /**
   * Approves a decision that is not approved as it is (CA-08).
   *
   * @param approvedBy who approves, 1 to 256 characters
   */
  public Decision approve(String decisionId, String approvedBy) {
    Inputs.name(approvedBy, "approvedBy");
    Decision approved =
        change(
            decisionId,
            decision -> {
              if (decision.status() == DecisionStatus.APPROVED) {
                throw new IllegalTransitionException("the decision is approved already");
              }
              return decision.approved(approvedBy);
            });
    options
        .events()
        .emit(
            EventType.DECISION_APPROVED,
            approved,
            (event, made) -> of(event, made).detail("approved_by", made.approvedBy()));
    return approved;
  }

  /**
   * Corrects a decision; an approval it had is void (CA-09).
   *
   * @param guidance what is to be done instead, at most 1 Mi characters
   * @throws IllegalArgumentException if it was corrected {@value Decision#MAX_CORRECTIONS} times
   */
  public Decision correct(String decisionId, CorrectionMode mode, String guidance) {
    Correction correction = new Correction(options.newId(), mode, guidance, options.now());
    Decision corrected = change(decisionId, decision -> decision.corrected(correction));
    options
        .events()
        .emit(
            EventType.DECISION_CORRECTED,
            event ->
                of(event, corrected)
                    .detail("correction_id", correction.id())
                    .detail("mode", mode.id())
                    .detail("guidance", Inputs.told(guidance)));
    return corrected;
  }

  /**
   * Lets one decision take the place of another of the same plan (CA-10). Decisions cannot
   * supersede each other in a circle, as long as one service changes them.
   *
   * @param replacementId the decision that takes the place; must not be superseded itself
   * @throws IllegalArgumentException if both are the same, or of two plans
   */
  public Decision supersede(String decisionId, String replacementId) {
    Decision superseded = superseded(decisionId, replacementId);
    options
        .events()
        .emit(
            EventType.DECISION_SUPERSEDED,
            superseded,
            (event, made) -> of(event, made).detail("superseded_by", made.supersededBy()));
    return superseded;
  }

  /**
   * Holds the lock so that two decisions cannot be looked at and replaced by each other at once.
   */
  private Decision superseded(String decisionId, String replacementId) {
    superseding.lock();
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
            return decision.superseded(replacementId);
          });
    } finally {
      superseding.unlock();
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
    return event.planId(decision.content().planId()).detail("decision_id", decision.id());
  }
}
