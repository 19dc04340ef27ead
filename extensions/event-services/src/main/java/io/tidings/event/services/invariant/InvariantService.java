package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Told;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what must hold for plans, finds out what holds for one of them, and sees to it.
 *
 * <p>The invariants of a plan, of its project and of everywhere are one set. Where two of a subject
 * contradict each other the narrower one holds; two of the same owner cannot both hold, and the
 * reconciliation fails. No argument may be null. Thread-safe.
 */
public final class InvariantService {

  private final ServiceOptions options;
  private final Repository<InvariantSet> sets;

  /** Creates a service with an optional bus, which keeps invariants in memory. */
  public InvariantService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service; the repository has a value for each owner of invariants. */
  public InvariantService(ServiceOptions options, Repository<InvariantSet> sets) {
    this.options = requireNonNull(options, "options");
    this.sets = requireNonNull(sets, "sets");
  }

  /**
   * Adds an invariant. This is no lifecycle point of the catalogue and emits nothing.
   *
   * @throws IllegalArgumentException if the owner has {@value InvariantSet#MAX_INVARIANTS}
   */
  public Invariant add(NewInvariant content) {
    Invariant invariant = new Invariant(options.newId(), content);
    String key = content.owner().key();
    if (sets.find(key) != null || !sets.add(key, InvariantSet.EMPTY.with(invariant))) {
      sets.change(key, set -> set.with(invariant));
    }
    return invariant;
  }

  /**
   * Finds out what holds for a plan, at the beginning of a phase say (CA-11).
   *
   * @throws InvariantViolationException if two invariants of the same owner contradict each other;
   *     {@code invariant.violated} says so (CA-12)
   */
  public Reconciliation reconcile(PlanInPhase plan) {
    Reconciliation reconciliation = reconciled(plan);
    options
        .events()
        .emit(
            EventType.INVARIANT_RECONCILED,
            event ->
                event
                    .planId(plan.planId())
                    .projectName(plan.projectName())
                    .detail("phase", plan.phase().id())
                    .detail("effective_count", reconciliation.effective().size())
                    .detail("conflict_count", reconciliation.overruled().size())
                    .detail("enforced_decision_ids", reconciliation.enforcedDecisionIds()));
    return reconciliation;
  }

  /**
   * Checks all that holds for a plan (CA-13).
   *
   * @param check is asked for each invariant; what it throws surfaces, after {@code
   *     invariant.violated} has said which one could not be checked
   * @return what holds
   * @throws InvariantViolationException if an invariant does not hold, with all that do not; or as
   *     in {@link #reconcile}. {@code invariant.violated} says so (CA-12)
   */
  public List<Invariant> enforce(PlanInPhase plan, InvariantCheck check) throws Exception {
    requireNonNull(check, "check");
    List<Invariant> effective = reconciled(plan).effective();
    List<Invariant> violated = violated(plan, effective, check);
    if (!violated.isEmpty()) {
      throw told(
          plan,
          new InvariantViolationException("invariants do not hold: " + ids(violated), violated));
    }
    options
        .events()
        .emit(
            EventType.INVARIANT_ENFORCED,
            event ->
                event
                    .planId(plan.planId())
                    .projectName(plan.projectName())
                    .detail("invariant_ids", ids(effective))
                    .detail("count", effective.size()));
    return effective;
  }

  private Reconciliation reconciled(PlanInPhase plan) {
    Reconciler reconciler = new Reconciler();
    try {
      reconciler.take(of(InvariantOwner.global()));
      if (plan.projectName() != null) {
        reconciler.take(of(InvariantOwner.project(plan.projectName())));
      }
      reconciler.take(of(InvariantOwner.plan(plan.planId())));
    } catch (InvariantViolationException violation) {
      throw told(plan, violation);
    }
    return reconciler.result();
  }

  private InvariantSet of(InvariantOwner owner) {
    InvariantSet set = sets.find(owner.key());
    return set == null ? InvariantSet.EMPTY : set;
  }

  private List<Invariant> violated(
      PlanInPhase plan, List<Invariant> effective, InvariantCheck check) throws Exception {
    List<Invariant> violated = new ArrayList<>();
    for (Invariant invariant : effective) {
      try {
        if (!check.holds(invariant)) {
          violated.add(invariant);
        }
      } catch (Throwable failure) {
        tell(plan, failure, List.of(invariant));
        throw failure;
      }
    }
    return violated;
  }

  private InvariantViolationException told(
      PlanInPhase plan, InvariantViolationException violation) {
    tell(plan, violation, violation.violated());
    return violation;
  }

  private void tell(PlanInPhase plan, Throwable failure, List<Invariant> violated) {
    options
        .events()
        .emit(
            EventType.INVARIANT_VIOLATED,
            event ->
                event
                    .planId(plan.planId())
                    .projectName(plan.projectName())
                    .detail("phase", plan.phase().id())
                    .detail("error", error(failure))
                    .detail("invariant_ids", ids(violated)));
  }

  private static String error(Throwable failure) {
    String message = Told.message(failure);
    return message == null ? failure.getClass().getName() : message;
  }

  private static List<String> ids(List<Invariant> invariants) {
    return invariants.stream().map(Invariant::id).toList();
  }
}
