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
 * Leads plans through their phases.
 *
 * <pre>
 * useAction ─▶ strategize ── execute ──▶ execute ── apply ──▶ apply ── completeApply ──▶ applied
 *                   ◀──────── revert ───────┴──────────────────┘
 * in each phase:    queued ── start ──▶ processing ── complete… ──▶ complete
 *                        ▲                  └──────── fail… ──────▶ errored
 *                        └──────────────────── retry ──────────────────┘
 * </pre>
 *
 * <p>A change of phase is told by {@code plan.phase_changed} alone and takes the state along: the
 * new phase is queued (CA-02). A change of state within a phase is {@code plan.state_changed}
 * (CA-03). What is cancelled or fails has an event for that besides, which comes after it.
 *
 * <p>Every method that names a plan throws {@link UnknownIdException} if there is none with the id,
 * and {@link IllegalTransitionException}, with nothing changed and nothing emitted, if the plan is
 * not where the method begins. Of calls at the same time for one plan those that are possible one
 * after the other succeed: of two that begin at the same place exactly one. Each call emits once
 * its change is saved, so the events of two threads that change a plan one after the other may come
 * in the other order; {@code from_state} and {@code from_phase} tell what each began with. No
 * argument may be null. Thread-safe.
 */
public final class PlanLifecycleService {

  private final ServiceOptions options;
  private final Repository<Plan> plans;
  private final PlanResources resources;
  private final PlanEvents events;

  /** Creates a service with an optional bus, which keeps its plans in memory. */
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
   * Makes a plan by using an action, queued to be strategized (CA-01).
   *
   * @throws UnknownIdException if its parent is unknown
   * @throws DuplicateIdException if the source of ids repeats itself
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

  /** Returns a plan as it is. */
  public Plan get(String planId) {
    return plans.get(planId);
  }

  /** Begins to work on the present phase, which is queued. */
  public Plan start(String planId) {
    return toState(
        planId,
        ProcessingState.PROCESSING,
        "start a queued phase",
        plan -> plan.state() == ProcessingState.QUEUED);
  }

  /** Says that strategizing is done. */
  public Plan completeStrategize(String planId) {
    return complete(planId, PlanPhase.STRATEGIZE);
  }

  /** Goes on to execute what was strategized completely. */
  public Plan execute(String planId) {
    return goOn(planId, PlanPhase.STRATEGIZE, PlanPhase.EXECUTE);
  }

  /** Says that executing is done. */
  public Plan completeExecute(String planId) {
    return complete(planId, PlanPhase.EXECUTE);
  }

  /** Goes on to apply what was executed completely. */
  public Plan apply(String planId) {
    return goOn(planId, PlanPhase.EXECUTE, PlanPhase.APPLY);
  }

  /** Says that the plan is applied: one change of phase, and {@code plan.applied} (CA-04). */
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

  /** Says that strategizing has failed (CA-06). */
  public Plan failStrategize(String planId, Throwable failure) {
    return fail(planId, PlanPhase.STRATEGIZE, failure);
  }

  /** Says that executing has failed (CA-06). */
  public Plan failExecute(String planId, Throwable failure) {
    return fail(planId, PlanPhase.EXECUTE, failure);
  }

  /** Says that applying has failed (CA-06). */
  public Plan failApply(String planId, Throwable failure) {
    return fail(planId, PlanPhase.APPLY, failure);
  }

  /** Queues the present phase, which has failed, to be worked on again (CA-03). */
  public Plan retry(String planId) {
    return toState(
        planId,
        ProcessingState.QUEUED,
        "try a phase again that has failed",
        plan -> plan.state() == ProcessingState.ERRORED);
  }

  /**
   * Goes back to an earlier phase, which is queued again, whether a person asked for it or a host
   * does so by itself, after a failure say (CA-02).
   *
   * @param reason why, at most 1 Mi characters, of which the event tells the first thousand
   */
  public Plan revert(String planId, PlanPhase to, String reason) {
    requireNonNull(to, "to");
    Inputs.text(reason, "reason");
    Change<Plan> change =
        change(
            planId,
            "go back to " + to.id() + " from a later phase, before the plan is over",
            plan -> !plan.isOver() && plan.phase().compareTo(to) > 0,
            to,
            ProcessingState.QUEUED);
    events.phaseChanged(change, reason);
    return change.after();
  }

  /**
   * Gives a plan up that is not over, and releases what it holds (CA-05).
   *
   * @param reason as in {@link #revert}
   */
  public Plan cancel(String planId, String reason) {
    Inputs.text(reason, "reason");
    Plan cancelled =
        toState(
            planId,
            ProcessingState.CANCELLED,
            "cancel a plan that is not over",
            plan -> !plan.isOver());
    List<String> released = List.of();
    try {
      released = List.copyOf(resources.release(planId));
    } finally {
      events.cancelled(cancelled, reason, released);
    }
    return cancelled;
  }

  private Plan complete(String planId, PlanPhase phase) {
    return toState(
        planId,
        ProcessingState.COMPLETE,
        "complete " + phase.id() + " while it is being processed",
        plan -> plan.is(phase, ProcessingState.PROCESSING));
  }

  private Plan fail(String planId, PlanPhase phase, Throwable failure) {
    requireNonNull(failure, "failure");
    Plan failed =
        toState(
            planId,
            ProcessingState.ERRORED,
            "fail " + phase.id() + " while it is being processed",
            plan -> plan.is(phase, ProcessingState.PROCESSING));
    events.errored(failed, failure);
    return failed;
  }

  private Plan goOn(String planId, PlanPhase from, PlanPhase to) {
    Change<Plan> change =
        change(
            planId,
            "go on to " + to.id() + " when " + from.id() + " is complete",
            plan -> plan.is(from, ProcessingState.COMPLETE),
            to,
            ProcessingState.QUEUED);
    events.phaseChanged(change, from.id() + " completed");
    return change.after();
  }

  private Plan toState(
      String planId, ProcessingState next, String what, Predicate<Plan> isPossible) {
    Change<Plan> change = change(planId, what, isPossible, null, next);
    events.stateChanged(change);
    return change.after();
  }

  private Change<Plan> change(
      String planId,
      String what,
      Predicate<Plan> isPossible,
      @Nullable PlanPhase phase,
      ProcessingState state) {
    return plans.change(
        planId,
        plan -> {
          if (!isPossible.test(plan)) {
            throw new IllegalTransitionException(
                "one can only %s; the plan is in %s, %s"
                    .formatted(what, plan.phase().id(), plan.state().id()));
          }
          return plan.become(phase == null ? plan.phase() : phase, state, options.now());
        });
  }
}
