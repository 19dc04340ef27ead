package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of 69 event types: 38 lifecycle types for a host's runtime, and 31 platform types
 * for reads, commits and queries.
 *
 * <p>The catalogue is closed; a host adds kinds by implementing {@link EventKind}, for example on
 * an enum. {@link #id()} is the text in JSON, logs and stores; compare stored text with it, never
 * with {@link #name()}. The ids of lifecycle types are the constant in lower case with its first
 * underscore as a dot; those of platform types have every underscore as a dot.
 *
 * <p>Immutable and thread-safe.
 *
 * @contract CA-R1, CA-R2
 */
public enum EventType implements EventKind {
  /** A plan was created by using an action. */
  PLAN_CREATED("plan.created"),
  /** A plan moved from one phase to another, or was reverted to an earlier one. */
  PLAN_PHASE_CHANGED("plan.phase_changed"),
  /** A plan's processing state changed within a phase. */
  PLAN_STATE_CHANGED("plan.state_changed"),
  /** A plan's apply phase completed; comes in addition to the change of phase. */
  PLAN_APPLIED("plan.applied"),
  /** A plan was cancelled. */
  PLAN_CANCELLED("plan.cancelled"),
  /** A phase of a plan failed. */
  PLAN_ERRORED("plan.errored"),
  /** A decision was recorded. */
  DECISION_CREATED("decision.created"),
  /** A decision was approved. */
  DECISION_APPROVED("decision.approved"),
  /** A decision was corrected. */
  DECISION_CORRECTED("decision.corrected"),
  /** A decision was replaced by another. */
  DECISION_SUPERSEDED("decision.superseded"),
  /** The invariants of a plan were reconciled. */
  INVARIANT_RECONCILED("invariant.reconciled"),
  /** A reconciliation failed, or an enforced invariant was found violated. */
  INVARIANT_VIOLATED("invariant.violated"),
  /** Invariants were enforced on a plan. */
  INVARIANT_ENFORCED("invariant.enforced"),
  /** An actor's run began. */
  ACTOR_INVOKED("actor.invoked"),
  /** An actor's run ended normally. */
  ACTOR_COMPLETED("actor.completed"),
  /** An actor's run failed. */
  ACTOR_ERRORED("actor.errored"),
  /** An actor escalated to another actor or a person. */
  ACTOR_ESCALATED("actor.escalated"),
  /** A tool call began. */
  TOOL_INVOKED("tool.invoked"),
  /** A tool call returned. */
  TOOL_COMPLETED("tool.completed"),
  /** A tool call failed for good. */
  TOOL_ERRORED("tool.errored"),
  /** A failed tool call was tried again. */
  TOOL_RETRIED("tool.retried"),
  /** A resource was read or resolved. */
  RESOURCE_ACCESSED("resource.accessed"),
  /** A watched resource was created, modified, deleted or moved. */
  RESOURCE_MODIFIED("resource.modified"),
  /** An indexing run finished. */
  RESOURCE_INDEXED("resource.indexed"),
  /** A sandbox was created. */
  SANDBOX_CREATED("sandbox.created"),
  /** A sandbox's changes were committed. */
  SANDBOX_COMMITTED("sandbox.committed"),
  /** A sandbox was rolled back. */
  SANDBOX_ROLLED_BACK("sandbox.rolled_back"),
  /** A checkpoint of a sandbox was stored. */
  CHECKPOINT_CREATED("checkpoint.created", "sandbox"),
  /** A checkpoint of a sandbox was restored. */
  CHECKPOINT_RESTORED("checkpoint.restored", "sandbox"),
  /** A context was assembled. */
  CONTEXT_BUILT("context.built"),
  /** A query over a context ran. */
  CONTEXT_QUERY_EXECUTED("context.query_executed"),
  /** A validation run began. */
  VALIDATION_STARTED("validation.started"),
  /** Every required validation of a run passed. */
  VALIDATION_PASSED("validation.passed"),
  /** A required validation of a run failed. */
  VALIDATION_FAILED("validation.failed"),
  /** A session was created. */
  SESSION_CREATED("session.created"),
  /** A message was appended to a session. */
  SESSION_MESSAGE_SENT("session.message_sent"),
  /** Spending crossed a budget's warning threshold. */
  BUDGET_WARNING("budget.warning"),
  /** Spending passed a budget's limit. */
  BUDGET_EXCEEDED("budget.exceeded"),
  /**
   * A value for filters over stored events whose type is no catalogue type; no service emits it,
   * and a selector for it matches no event with a foreign id.
   */
  UNKNOWN("unknown"),
  /** A test delivery was asked for, for one webhook subscription. */
  WEBHOOKS_SUBSCRIPTIONS_TESTED("webhooks.subscriptions.tested"),
  /** One or more traces were fetched by id. */
  TRACES_FETCHED("traces.fetched"),
  /** Traces were queried. */
  TRACES_QUERIED("traces.queried"),
  /** One or more test cases were fetched by id. */
  TESTCASES_FETCHED("testcases.fetched"),
  /** Test cases were queried. */
  TESTCASES_QUERIED("testcases.queried"),
  /** An application revision was retrieved by reference. */
  APPLICATIONS_REVISIONS_RETRIEVED("applications.revisions.retrieved"),
  /** An application revision was fetched by id. */
  APPLICATIONS_REVISIONS_FETCHED("applications.revisions.fetched"),
  /** Application revisions were queried. */
  APPLICATIONS_REVISIONS_QUERIED("applications.revisions.queried"),
  /** The history of application revisions was read. */
  APPLICATIONS_REVISIONS_LOGGED("applications.revisions.logged"),
  /** An application revision was committed. */
  APPLICATIONS_REVISIONS_COMMITTED("applications.revisions.committed"),
  /** A query revision was retrieved by reference. */
  QUERIES_REVISIONS_RETRIEVED("queries.revisions.retrieved"),
  /** A query revision was fetched by id. */
  QUERIES_REVISIONS_FETCHED("queries.revisions.fetched"),
  /** Query revisions were queried. */
  QUERIES_REVISIONS_QUERIED("queries.revisions.queried"),
  /** The history of query revisions was read. */
  QUERIES_REVISIONS_LOGGED("queries.revisions.logged"),
  /** A query revision was committed. */
  QUERIES_REVISIONS_COMMITTED("queries.revisions.committed"),
  /** A testset revision was retrieved by reference. */
  TESTSETS_REVISIONS_RETRIEVED("testsets.revisions.retrieved"),
  /** A testset revision was fetched by id. */
  TESTSETS_REVISIONS_FETCHED("testsets.revisions.fetched"),
  /** Testset revisions were queried. */
  TESTSETS_REVISIONS_QUERIED("testsets.revisions.queried"),
  /** The history of testset revisions was read. */
  TESTSETS_REVISIONS_LOGGED("testsets.revisions.logged"),
  /** A testset revision was committed. */
  TESTSETS_REVISIONS_COMMITTED("testsets.revisions.committed"),
  /** An evaluator revision was retrieved by reference. */
  EVALUATORS_REVISIONS_RETRIEVED("evaluators.revisions.retrieved"),
  /** An evaluator revision was fetched by id. */
  EVALUATORS_REVISIONS_FETCHED("evaluators.revisions.fetched"),
  /** Evaluator revisions were queried. */
  EVALUATORS_REVISIONS_QUERIED("evaluators.revisions.queried"),
  /** The history of evaluator revisions was read. */
  EVALUATORS_REVISIONS_LOGGED("evaluators.revisions.logged"),
  /** An evaluator revision was committed. */
  EVALUATORS_REVISIONS_COMMITTED("evaluators.revisions.committed"),
  /** An environment revision was retrieved by reference. */
  ENVIRONMENTS_REVISIONS_RETRIEVED("environments.revisions.retrieved"),
  /** An environment revision was fetched by id. */
  ENVIRONMENTS_REVISIONS_FETCHED("environments.revisions.fetched"),
  /** Environment revisions were queried. */
  ENVIRONMENTS_REVISIONS_QUERIED("environments.revisions.queried"),
  /** The history of environment revisions was read. */
  ENVIRONMENTS_REVISIONS_LOGGED("environments.revisions.logged"),
  /** An environment revision was committed. */
  ENVIRONMENTS_REVISIONS_COMMITTED("environments.revisions.committed");

  private static final Map<String, EventType> BY_ID =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(EventType::id, Function.identity()));

  private final String id;
  private final String category;

  EventType(String id) {
    this(id, PlainKind.firstSegment(id));
  }

  EventType(String id, String category) {
    this.id = id;
    this.category = category;
  }

  /** Returns the id, such as {@code plan.created}. */
  @Override
  public String id() {
    return id;
  }

  /**
   * Returns the category: one of eleven for a lifecycle type ({@code sandbox} for the checkpoint
   * types), else the id up to its first dot.
   *
   * @contract CA-R3
   */
  public String category() {
    return category;
  }

  /** Returns whether this is one of the 38 lifecycle types. */
  public boolean isLifecycle() {
    return ordinal() < UNKNOWN.ordinal();
  }

  /** Returns whether this is one of the 31 platform types. */
  public boolean isPlatform() {
    return !isLifecycle();
  }

  /**
   * Returns the type with the given id.
   *
   * @param id the id, such as {@code plan.created}; never a constant's name
   * @return the type
   * @throws NullPointerException if {@code id} is null
   * @throws IllegalArgumentException if the catalogue has no such id; {@link EventKind#of} accepts
   *     ids outside the catalogue
   */
  public static EventType fromId(String id) {
    EventType type = find(requireNonNull(id, "id"));
    if (type == null) {
      throw new IllegalArgumentException(
          "id is no catalogue type (compare with EventType.id(), not name(); for a kind outside the"
              + " catalogue use EventKind.of): "
              + Validation.quoted(id));
    }
    return type;
  }

  static @Nullable EventType find(String id) {
    return BY_ID.get(id);
  }
}
