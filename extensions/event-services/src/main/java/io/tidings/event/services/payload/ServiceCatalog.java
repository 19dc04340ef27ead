package io.tidings.event.services.payload;

import io.tidings.event.EventCatalog;

/** Catalogue of the event types with the payloads of the services. */
public final class ServiceCatalog {

  /**
   * The 69 types of {@link io.tidings.event.EventType}, each with its payload kind; {@code UNKNOWN}
   * is never emitted and has none. A host adds its own kinds with {@code
   * EventCatalog.builder().all(ServiceCatalog.CATALOG)}.
   *
   * @contract EMI-17
   */
  public static final EventCatalog CATALOG =
      EventCatalog.builder()
          .payload(PlanPayloads.CREATED)
          .payload(PlanPayloads.PHASE_CHANGED)
          .payload(PlanPayloads.STATE_CHANGED)
          .payload(PlanPayloads.APPLIED)
          .payload(PlanPayloads.CANCELLED)
          .payload(PlanPayloads.ERRORED)
          .payload(DecisionPayloads.CREATED)
          .payload(DecisionPayloads.APPROVED)
          .payload(DecisionPayloads.CORRECTED)
          .payload(DecisionPayloads.SUPERSEDED)
          .payload(InvariantPayloads.RECONCILED)
          .payload(InvariantPayloads.VIOLATED)
          .payload(InvariantPayloads.ENFORCED)
          .payload(ActorPayloads.INVOKED)
          .payload(ActorPayloads.COMPLETED)
          .payload(ActorPayloads.ERRORED)
          .payload(ActorPayloads.ESCALATED)
          .payload(ToolPayloads.INVOKED)
          .payload(ToolPayloads.COMPLETED)
          .payload(ToolPayloads.ERRORED)
          .payload(ToolPayloads.RETRIED)
          .payload(ResourcePayloads.ACCESSED)
          .payload(ResourcePayloads.MODIFIED)
          .payload(ResourcePayloads.INDEXED)
          .payload(SandboxPayloads.CREATED)
          .payload(SandboxPayloads.COMMITTED)
          .payload(SandboxPayloads.ROLLED_BACK)
          .payload(SandboxPayloads.CHECKPOINT_CREATED)
          .payload(SandboxPayloads.CHECKPOINT_RESTORED)
          .payload(ContextPayloads.BUILT)
          .payload(ContextPayloads.QUERY_EXECUTED)
          .payload(ValidationPayloads.STARTED)
          .payload(ValidationPayloads.PASSED)
          .payload(ValidationPayloads.FAILED)
          .payload(SessionPayloads.CREATED)
          .payload(SessionPayloads.MESSAGE_SENT)
          .payload(BudgetPayloads.WARNING)
          .payload(BudgetPayloads.EXCEEDED)
          .payload(WebhookPayloads.SUBSCRIPTION_TESTED)
          .payload(ItemPayloads.TRACES_FETCHED)
          .payload(ItemPayloads.TRACES_QUERIED)
          .payload(ItemPayloads.TESTCASES_FETCHED)
          .payload(ItemPayloads.TESTCASES_QUERIED)
          .payload(RevisionPayloads.APPLICATIONS_RETRIEVED)
          .payload(RevisionPayloads.APPLICATIONS_FETCHED)
          .payload(RevisionPayloads.APPLICATIONS_QUERIED)
          .payload(RevisionPayloads.APPLICATIONS_LOGGED)
          .payload(RevisionPayloads.APPLICATIONS_COMMITTED)
          .payload(RevisionPayloads.QUERIES_RETRIEVED)
          .payload(RevisionPayloads.QUERIES_FETCHED)
          .payload(RevisionPayloads.QUERIES_QUERIED)
          .payload(RevisionPayloads.QUERIES_LOGGED)
          .payload(RevisionPayloads.QUERIES_COMMITTED)
          .payload(RevisionPayloads.TESTSETS_RETRIEVED)
          .payload(RevisionPayloads.TESTSETS_FETCHED)
          .payload(RevisionPayloads.TESTSETS_QUERIED)
          .payload(RevisionPayloads.TESTSETS_LOGGED)
          .payload(RevisionPayloads.TESTSETS_COMMITTED)
          .payload(RevisionPayloads.EVALUATORS_RETRIEVED)
          .payload(RevisionPayloads.EVALUATORS_FETCHED)
          .payload(RevisionPayloads.EVALUATORS_QUERIED)
          .payload(RevisionPayloads.EVALUATORS_LOGGED)
          .payload(RevisionPayloads.EVALUATORS_COMMITTED)
          .payload(RevisionPayloads.ENVIRONMENTS_RETRIEVED)
          .payload(RevisionPayloads.ENVIRONMENTS_FETCHED)
          .payload(RevisionPayloads.ENVIRONMENTS_QUERIED)
          .payload(RevisionPayloads.ENVIRONMENTS_LOGGED)
          .payload(RevisionPayloads.ENVIRONMENTS_COMMITTED)
          .build();

  private ServiceCatalog() {}
}
