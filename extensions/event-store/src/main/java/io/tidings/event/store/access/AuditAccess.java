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
 * The trail as a tenant may read it: first the permission of whoever asks, then the entitlement of
 * the organization's plan (AUD-10), then the question, which is for the caller's project whatever
 * it says (AUD-04).
 *
 * <pre>{@code
 * AuditAccess access = new AuditAccess(trail, permissions, entitlements);
 * List<StoredEvent> page =
 *     access.list(caller, query -> query.types("plan.created").window(Window.latest(50)));
 * }</pre>
 *
 * <p>A tenant is told from others by the project alone, so the ids of projects must be unique among
 * all organizations, and {@link Permissions} must know whose the project of a caller is: whoever
 * may name a project reads all that was stored in it, of whatever organization.
 *
 * <p>Only questions are gated. Events are stored, delivered and followed whatever the plan says, so
 * all of the history is there as soon as a plan includes it (AUD-11, RET-05). Thread-safe.
 */
public final class AuditAccess {

  private final EventStore trail;
  private final Permissions permissions;
  private final Entitlements entitlements;

  /** Creates the access to a trail. */
  public AuditAccess(EventStore trail, Permissions permissions, Entitlements entitlements) {
    this.trail = requireNonNull(trail, "trail");
    this.permissions = requireNonNull(permissions, "permissions");
    this.entitlements = requireNonNull(entitlements, "entitlements");
  }

  /**
   * Returns what a question to the caller's project finds, all of it in memory; its size is the
   * count of AUD-01.
   *
   * @param caller whoever asks: the project, and the organization whose plan counts
   * @param question makes the question of a query for the caller's project
   * @throws AuditDeniedException if that is not allowed; the trail is not asked then
   * @throws IllegalArgumentException if the caller has no project, or the question is ill-formed
   * @throws io.tidings.event.store.StoreException if the trail cannot be read
   */
  public List<StoredEvent> list(EventScope caller, UnaryOperator<EventQuery> question) {
    return trail.list(allowed(caller, question));
  }

  /**
   * Returns how many events a question to the caller's project finds, whatever its limit.
   *
   * @throws AuditDeniedException if that is not allowed; the trail is not asked then
   * @throws IllegalArgumentException if the caller has no project, or the question is ill-formed
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
      throw new IllegalArgumentException("question must go on from the query it is given");
    }
    return query;
  }
}
