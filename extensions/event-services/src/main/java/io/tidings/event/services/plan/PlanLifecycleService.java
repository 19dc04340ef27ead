package io.tidings.event.services.plan;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.services.Change;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Service that moves plans through their phases.
 *
 * <pre>
 * useAction ─▶ strategize ── execute ──▶ execute ── apply ──▶ apply ── completeApply ──▶ applied
 *                   ◀──────── revert ───────┴──────────────────┘
 * in each phase:    queued ── start ──▶ processing ── complete… ──▶ complete
 *                        ▲                  └──────── fail… ──────▶ errored
 *                        └──────────────────── retry ──────────────────┘
 * </pre>
 *
 * <p>A change of phase emits {@code plan.phase_changed} only and resets the state: the new phase is
 * queued. A change of state within a phase emits {@code plan.state_changed}. Cancelling and failing
 * emit a second event after that.
 *
 * <p>Every method that takes the id of a plan throws {@link UnknownIdException} if the id is
 * unknown, and {@link IllegalTransitionException} if the plan is not in the required phase and
 * state; nothing is changed or emitted then. Concurrent calls for one plan behave as if they ran
 * one after the other: of two calls that require the same state, exactly one succeeds. Each call
 * emits on the calling thread after its change is saved, so the events of two threads may arrive in
 * the other order; {@code from_state} and {@code from_phase} name the preceding state. Arguments
 * must not be null. Thread-safe.
 *
 * @contract CA-02, CA-03
 */
public final class PlanLifecycleService {

  private final ServiceOptions options;
  private final Repository<Plan> plans;
  private final PlanResources resources;
  private final PlanEvents events;

  /** Creates a service with an optional bus that keeps its plans in memory. */
  public PlanLifecycleService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory(), PlanResources.none());
  }

  /** Creates a service. */
  public PlanLifecycleService(
      ServiceOptions options, Repository<Plan> plans, PlanResources resources) {
    this.options = requireNonNull(options, "options");
    this.plans = requireNonNull(plans, "plans");
    this.resources = requireNonNull(resources, "resources");
    this.events = new PlanEvents(options.events());
  }

  /**
   * Creates a plan, queued in phase strategize, and emits {@code plan.created}.
   *
   * @return the new plan
   * @throws UnknownIdException if its parent is unknown
   * @throws DuplicateIdException if the source of ids returns one that is taken
   * @contract CA-01
   */
  public Plan useAction(NewPlan origin) {
    String parent = requireNonNull(origin, "origin").parentId();
    String id = options.newId();
    String root = parent == null ? id : plans.get(parent).rootId();
    Instant now = options.now();
    Plan plan = new Plan(id, root, origin, PlanPhase.STRATEGIZE, ProcessingState.QUEUED, now, now);
    events.created(plans.create(id, plan));
    return plan;
  }

  /** Returns the current state of a plan. Emits nothing. */
  public Plan get(String planId) {
    return plans.get(planId);
  }

  /**
   * Starts processing the current phase, which must be queued.
   *
   * @return the plan after the change
   */
  public Plan start(String planId) {
    return changeState(
        planId,
        ProcessingState.PROCESSING,
        "start a queued phase",
        plan -> plan.state() == ProcessingState.QUEUED);
  }

  /**
   * Completes phase strategize, which must be processing.
   *
   * @return the plan after the change
   */
  public Plan completeStrategize(String planId) {
    return complete(planId, PlanPhase.STRATEGIZE);
  }

  /**
   * Moves a plan whose phase strategize is complete to phase execute.
   *
   * @return the plan after the change
   */
  public Plan execute(String planId) {
    return advance(planId, PlanPhase.STRATEGIZE, PlanPhase.EXECUTE);
  }

  /**
   * Completes phase execute, which must be processing.
   *
   * @return the plan after the change
   */
  public Plan completeExecute(String planId) {
    return complete(planId, PlanPhase.EXECUTE);
  }

  /**
   * Moves a plan whose phase execute is complete to phase apply.
   *
   * @return the plan after the change
   */
  public Plan apply(String planId) {
    return advance(planId, PlanPhase.EXECUTE, PlanPhase.APPLY);
  }

  /**
   * Completes phase apply, which must be processing: the plan is applied. Emits {@code
   * plan.phase_changed}, then {@code plan.applied}.
   *
   * @return the plan after the change
   * @contract CA-04
   */
  public Plan completeApply(String planId, ApplyReport report) {
    requireNonNull(report, "report");
    Change<Plan> change =
        change(
            planId,
            "complete apply while it is being processed",
            plan -> plan.is(PlanPhase.APPLY, ProcessingState.PROCESSING),
            PlanPhase.APPLIED,
            ProcessingState.COMPLETE);
    events.phaseChanged(change, "apply completed");
    events.applied(change.after(), report);
    return change.after();
  }

  /**
   * Marks phase strategize, which must be processing, as failed. Emits {@code plan.state_changed},
   * then {@code plan.errored}.
   *
   * @return the plan after the change
   * @contract CA-06
   */
  public Plan failStrategize(String planId, Throwable failure) {
    return fail(planId, PlanPhase.STRATEGIZE, failure);
  }

  /**
   * Marks phase execute, which must be processing, as failed; emits as {@link #failStrategize}
   * does.
   *
   * @return the plan after the change
   * @contract CA-06
   */
  public Plan failExecute(String planId, Throwable failure) {
    return fail(planId, PlanPhase.EXECUTE, failure);
  }

  /**
   * Marks phase apply, which must be processing, as failed; emits as {@link #failStrategize} does.
   *
   * @return the plan after the change
   * @contract CA-06
   */
  public Plan failApply(String planId, Throwable failure) {
    return fail(planId, PlanPhase.APPLY, failure);
  }

  /**
   * Queues the current phase, which must have failed, again.
   *
   * @return the plan after the change
   * @contract CA-03
   */
  public Plan retry(String planId) {
    return changeState(
        planId,
        ProcessingState.QUEUED,
        "retry a failed phase",
        plan -> plan.state() == ProcessingState.ERRORED);
  }

  /**
   * Moves an unfinished plan back to an earlier phase, which is queued again.
   *
   * @param reason why, at most 1 Mi characters, of which the event carries the first 1,000
   * @return the plan after the change
   * @contract CA-02
   */
  public Plan revert(String planId, PlanPhase to, String reason) {
    requireNonNull(to, "to");
    Inputs.text(reason, "reason");
    Change<Plan> change =
        change(
            planId,
            "go back to " + to.id() + " from a later phase of an unfinished plan",
            plan -> !plan.isFinished() && plan.phase().compareTo(to) > 0,
            to,
            ProcessingState.QUEUED);
    events.phaseChanged(change, reason);
    return change.after();
  }

  /**
   * Cancels an unfinished plan and releases its resources. Emits {@code plan.state_changed}, then
   * {@code plan.cancelled}. An exception of the resources propagates after the events.
   *
   * @param reason as in {@link #revert}
   * @return the plan after the change
   * @contract CA-05
   */
  public Plan cancel(String planId, String reason) {
    Inputs.text(reason, "reason");
    Plan cancelled =
        changeState(
            planId,
            ProcessingState.CANCELLED,
            "cancel an unfinished plan",
            plan -> !plan.isFinished());
    List<String> released = List.of();
    try {
      released = List.copyOf(resources.release(planId));
    } finally {
      events.cancelled(cancelled, reason, released);
    }
    return cancelled;
  }

  private Plan complete(String planId, PlanPhase phase) {
    return changeState(
        planId,
        ProcessingState.COMPLETE,
        "complete " + phase.id() + " while it is being processed",
        plan -> plan.is(phase, ProcessingState.PROCESSING));
  }

  private Plan fail(String planId, PlanPhase phase, Throwable failure) {
    requireNonNull(failure, "failure");
    Plan failed =
        changeState(
            planId,
            ProcessingState.ERRORED,
            "fail " + phase.id() + " while it is being processed",
            plan -> plan.is(phase, ProcessingState.PROCESSING));
    events.errored(failed, failure);
    return failed;
  }

  private Plan advance(String planId, PlanPhase from, PlanPhase to) {
    Change<Plan> change =
        change(
            planId,
            "move to " + to.id() + " when " + from.id() + " is complete",
            plan -> plan.is(from, ProcessingState.COMPLETE),
            to,
            ProcessingState.QUEUED);
    events.phaseChanged(change, from.id() + " completed");
    return change.after();
  }

  private Plan changeState(
      String planId, ProcessingState next, String operation, Predicate<Plan> isAllowed) {
    Change<Plan> change = change(planId, operation, isAllowed, null, next);
    events.stateChanged(change);
    return change.after();
  }

  private Change<Plan> change(
      String planId,
      String operation,
      Predicate<Plan> isAllowed,
      @Nullable PlanPhase phase,
      ProcessingState state) {
    return plans.change(
        planId,
        plan -> {
          if (!isAllowed.test(plan)) {
            throw new IllegalTransitionException(
                "the plan is in phase %2$s, state %3$s; it is only possible to %1$s"
                    .formatted(operation, plan.phase().id(), plan.state().id()));
          }
          return plan.withState(phase == null ? plan.phase() : phase, state, options.now());
        });
  }
}
