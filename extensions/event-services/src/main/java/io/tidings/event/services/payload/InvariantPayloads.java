package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import java.util.List;

/** Payloads of the invariant events. */
public final class InvariantPayloads {

  public static final PayloadKind<Reconciled> RECONCILED =
      PayloadKind.of(EventType.INVARIANT_RECONCILED, Reconciled.class);

  public static final PayloadKind<Violated> VIOLATED =
      PayloadKind.of(EventType.INVARIANT_VIOLATED, Violated.class);

  public static final PayloadKind<Enforced> ENFORCED =
      PayloadKind.of(EventType.INVARIANT_ENFORCED, Enforced.class);

  private InvariantPayloads() {}

  /** Payload of {@code invariant.reconciled}. */
  @Description("The invariants that apply to a plan were reconciled.")
  public record Reconciled(
      @Description("The phase of the plan: strategize, execute, apply or applied.") String phase,
      @Description("The number of invariants in effect.") int effectiveCount,
      @Description("The number of invariants that a narrower one overrules.") int conflictCount,
      @Description("The ids of the decisions that the invariants in effect come from.")
          List<String> enforcedDecisionIds) {}

  /** Payload of {@code invariant.violated}. */
  @Description("A reconciliation failed, or invariants of a plan do not hold.")
  public record Violated(
      @Description("The phase of the plan: strategize, execute, apply or applied.") String phase,
      @Description("The message of the failure, cut after 1,000 characters; its class if none.")
          String error,
      @Description("The ids of the violated invariants.") List<String> invariantIds) {}

  /** Payload of {@code invariant.enforced}. */
  @Description("All invariants that apply to a plan were checked and hold.")
  public record Enforced(
      @Description("The ids of the invariants in effect.") List<String> invariantIds,
      @Description("The number of invariants in effect.") int count) {}
}
