package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.payload.InvariantPayloads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Service that keeps invariants, reconciles those that apply to a plan, and enforces them.
 *
 * <p>The global invariants, those of the project and those of the plan form one set. Of two
 * contradicting invariants with the same subject the narrower prevails; a contradiction within one
 * owner fails the reconciliation. Events are emitted on the calling thread. Arguments must not be
 * null. Thread-safe.
 */
public final class InvariantService {

  private final ServiceOptions options;
  private final Repository<InvariantSet> sets;

  /** Creates a service with an optional bus that keeps invariants in memory. */
  public InvariantService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service; the repository has one value per owner. */
  public InvariantService(ServiceOptions options, Repository<InvariantSet> sets) {
    this.options = requireNonNull(options, "options");
    this.sets = requireNonNull(sets, "sets");
  }

  /**
   * Adds an invariant. Emits nothing: the catalogue has no type for it.
   *
   * @return the new invariant
   * @throws IllegalArgumentException if the owner has {@value InvariantSet#MAX_INVARIANTS}
   *     invariants
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
   * Determines the invariants that apply to a plan, for example at the start of a phase, and emits
   * {@code invariant.reconciled}.
   *
   * @return the invariants in effect
   * @throws InvariantViolationException if two invariants of one owner contradict each other, after
   *     {@code invariant.violated} was emitted
   * @contract CA-11, CA-12
   */
  public Reconciliation reconcile(PlanInPhase plan) {
    Reconciliation reconciliation = effectiveFor(plan);
    options
        .events()
        .emit(
            EventType.INVARIANT_RECONCILED,
            event ->
                event
                    .planId(plan.planId())
                    .projectName(plan.projectName())
                    .payload(
                        InvariantPayloads.RECONCILED,
                        new InvariantPayloads.Reconciled(
                            plan.phase().id(),
                            reconciliation.effective().size(),
                            reconciliation.overruled().size(),
                            reconciliation.enforcedDecisionIds())));
    return reconciliation;
  }

  /**
   * Checks all invariants that apply to a plan and emits {@code invariant.enforced}.
   *
   * @param check called once per invariant; an exception propagates after {@code
   *     invariant.violated} was emitted for that invariant
   * @return the invariants in effect, all of which hold
   * @throws InvariantViolationException with all invariants that do not hold, or as in {@link
   *     #reconcile}; after {@code invariant.violated} was emitted
   * @contract CA-12, CA-13
   */
  public List<Invariant> enforce(PlanInPhase plan, InvariantCheck check) throws Exception {
    requireNonNull(check, "check");
    List<Invariant> effective = effectiveFor(plan).effective();
    List<Invariant> violated = findViolated(plan, effective, check);
    if (!violated.isEmpty()) {
      throw emitViolated(
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
                    .payload(
                        InvariantPayloads.ENFORCED,
                        new InvariantPayloads.Enforced(ids(effective), effective.size())));
    return effective;
  }

  private Reconciliation effectiveFor(PlanInPhase plan) {
    Reconciler reconciler = new Reconciler();
    try {
      reconciler.add(of(InvariantOwner.global()));
      if (plan.projectName() != null) {
        reconciler.add(of(InvariantOwner.project(plan.projectName())));
      }
      reconciler.add(of(InvariantOwner.plan(plan.planId())));
    } catch (InvariantViolationException violation) {
      throw emitViolated(plan, violation);
    }
    return reconciler.result();
  }

  private InvariantSet of(InvariantOwner owner) {
    InvariantSet set = sets.find(owner.key());
    return set == null ? InvariantSet.EMPTY : set;
  }

  private List<Invariant> findViolated(
      PlanInPhase plan, List<Invariant> effective, InvariantCheck check) throws Exception {
    List<Invariant> violated = new ArrayList<>();
    for (Invariant invariant : effective) {
      try {
        if (!check.holds(invariant)) {
          violated.add(invariant);
        }
      } catch (Throwable failure) {
        emitViolated(plan, failure, List.of(invariant));
        throw failure;
      }
    }
    return violated;
  }

  private InvariantViolationException emitViolated(
      PlanInPhase plan, InvariantViolationException violation) {
    emitViolated(plan, violation, violation.violatedInvariants());
    return violation;
  }

  private void emitViolated(PlanInPhase plan, Throwable failure, List<Invariant> violated) {
    options
        .events()
        .emit(
            EventType.INVARIANT_VIOLATED,
            event ->
                event
                    .planId(plan.planId())
                    .projectName(plan.projectName())
                    .payload(
                        InvariantPayloads.VIOLATED,
                        new InvariantPayloads.Violated(
                            plan.phase().id(), error(failure), ids(violated))));
  }

  private static String error(Throwable failure) {
    String message = Details.message(failure);
    return message == null ? failure.getClass().getName() : message;
  }

  private static List<String> ids(List<Invariant> invariants) {
    return invariants.stream().map(Invariant::id).toList();
  }
}
