package io.tidings.event.store.access;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventScope;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.access.AuditDeniedException.Reason;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Access of tenants to a trail. Each query passes two checks, first the permission of the caller,
 * then the entitlement of the organization's plan, and reads the caller's project only.
 *
 * <pre>{@code
 * AuditAccess access = new AuditAccess(trail, permissions, entitlements);
 * List<StoredEvent> page =
 *     access.list(caller, query -> query.types("plan.created").window(Window.latest(50)));
 * }</pre>
 *
 * <p>Tenants are separated by project only. Project ids must therefore be unique across all
 * organizations, and {@link Permissions} must check that the project belongs to the caller: a
 * permitted caller reads all events of the project, of any organization.
 *
 * <p>Only queries are checked. Events are stored, delivered and followed regardless of the plan, so
 * the full history is available as soon as a plan includes it. Thread-safe.
 *
 * @contract AUD-04, AUD-10, AUD-11, RET-05
 */
public final class AuditAccess {

  private final EventStore trail;
  private final Permissions permissions;
  private final Entitlements entitlements;

  /** Creates the access to a trail. Arguments must not be null. */
  public AuditAccess(EventStore trail, Permissions permissions, Entitlements entitlements) {
    this.trail = requireNonNull(trail, "trail");
    this.permissions = requireNonNull(permissions, "permissions");
    this.entitlements = requireNonNull(entitlements, "entitlements");
  }

  /**
   * Returns the events of a query for the caller's project, all of them in memory.
   *
   * @param caller the caller: its project, and the organization whose plan counts
   * @param question the function that completes a query for the caller's project
   * @throws AuditDeniedException if a check fails; the trail is not queried then
   * @throws IllegalArgumentException if the caller has no project, or the query is ill-formed or
   *     for another project
   * @throws io.tidings.event.store.StoreException if the trail cannot be read
   * @contract AUD-01
   */
  public List<StoredEvent> list(EventScope caller, UnaryOperator<EventQuery> question) {
    return trail.list(allowed(caller, question));
  }

  /**
   * Returns the number of events of a query for the caller's project. The limit has no effect.
   *
   * @param caller the caller: its project, and the organization whose plan counts
   * @param question the function that completes a query for the caller's project
   * @throws AuditDeniedException if a check fails; the trail is not queried then
   * @throws IllegalArgumentException if the caller has no project, or the query is ill-formed or
   *     for another project
   * @throws io.tidings.event.store.StoreException if the trail cannot be read
   */
  public long count(EventScope caller, UnaryOperator<EventQuery> question) {
    return trail.count(allowed(caller, question));
  }

  private EventQuery allowed(EventScope caller, UnaryOperator<EventQuery> question) {
    requireNonNull(question, "question");
    String project = caller.project();
    if (project == null) {
      throw new IllegalArgumentException("caller must have a project");
    }
    if (!permissions.mayRead(caller)) {
      throw new AuditDeniedException(
          Reason.FORBIDDEN, "the caller has no permission to read the trail of the project");
    }
    String organization = caller.organization();
    if (organization == null || !entitlements.includeAudit(organization)) {
      throw new AuditDeniedException(
          Reason.NOT_ENTITLED,
          "the organization's plan does not include the audit trail; upgrade the plan to read it");
    }
    EventQuery query = requireNonNull(question.apply(EventQuery.project(project)), "question");
    if (!project.equals(query.projectId())) {
      throw new IllegalArgumentException("question must extend the query it is given");
    }
    return query;
  }
}
