package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payloads of the plan events. */
public final class PlanPayloads {

  public static final PayloadKind<Created> CREATED =
      PayloadKind.of(EventType.PLAN_CREATED, Created.class);

  public static final PayloadKind<PhaseChanged> PHASE_CHANGED =
      PayloadKind.of(EventType.PLAN_PHASE_CHANGED, PhaseChanged.class);

  public static final PayloadKind<StateChanged> STATE_CHANGED =
      PayloadKind.of(EventType.PLAN_STATE_CHANGED, StateChanged.class);

  public static final PayloadKind<Applied> APPLIED =
      PayloadKind.of(EventType.PLAN_APPLIED, Applied.class);

  public static final PayloadKind<Cancelled> CANCELLED =
      PayloadKind.of(EventType.PLAN_CANCELLED, Cancelled.class);

  public static final PayloadKind<Errored> ERRORED =
      PayloadKind.of(EventType.PLAN_ERRORED, Errored.class);

  private PlanPayloads() {}

  /** Payload of {@code plan.created}. */
  @Description("A plan was created by using an action.")
  public record Created(
      @Description("The name of the action.") String actionName,
      @Description("The first phase: strategize.") String phase,
      @Description("The names of the projects that the plan works on.")
          List<String> projectNames) {}

  /** Payload of {@code plan.phase_changed}. */
  @Description("A plan moved to another phase, or was reverted to an earlier one.")
  public record PhaseChanged(
      @Description("The phase before: strategize, execute or apply.") String fromPhase,
      @Description("The phase after: strategize, execute, apply or applied.") String toPhase,
      @Description("The reason, cut after 1,000 characters.") @Nullable String reason) {}

  /** Payload of {@code plan.state_changed}. */
  @Description("The processing state of a plan's phase changed.")
  public record StateChanged(
      @Description("The state before: queued, processing, complete or errored.") String fromState,
      @Description("The state after: queued, processing, complete, errored or cancelled.")
          String toState,
      @Description("The phase: strategize, execute or apply.") String phase) {}

  /** Payload of {@code plan.applied}. */
  @Description("The work of a plan was applied to its target. Emitted after plan.phase_changed.")
  public record Applied(
      @Description("The number of changed files.") int filesChanged,
      @Description("The validations by name, each with whether it passed.")
          Map<String, Boolean> validationResults,
      @Description("The names of the projects that the plan works on.") List<String> projectNames,
      @Description("The id of the user of the event's scope.") @Nullable String userIdentity) {}

  /** Payload of {@code plan.cancelled}. */
  @Description("A plan was cancelled, and its resources were released.")
  public record Cancelled(
      @Description("The reason, cut after 1,000 characters.") String reason,
      @Description("The released resources, at most 1,000 of them.") List<String> resourcesReleased,
      @Description("The number of all released resources.") int releasedCount) {}

  /** Payload of {@code plan.errored}. */
  @Description("A phase of a plan failed.")
  public record Errored(
      @Description("The phase that failed: strategize, execute or apply.") String phase,
      @Description("The class of the failure.") String errorType,
      @Description("The message of the failure, cut after 1,000 characters.")
          @Nullable String errorMessage) {}
}
