package io.tidings.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Organization, workspace, project and user of an event; each may be absent. A scope carries no
 * credentials.
 *
 * <p>A host makes a scope ambient where a request enters; every event built on that thread until
 * the scope is closed belongs to it:
 *
 * <pre>{@code
 * EventScope scope = EventScope.none().withProject("apollo").withUser("margaret");
 * try (var opened = scope.open()) {
 *   service.handle(request);
 * }
 * }</pre>
 *
 * <p>A task on another thread has the ambient scope only if {@link EventContext} wraps it.
 * Immutable and thread-safe.
 *
 * @param organization the organization's id, 1 to 128 visible ASCII characters, or null
 * @param workspace the workspace's id, likewise
 * @param project the project's id, likewise
 * @param user the user's id, likewise
 * @contract EVT-08, SCO-01, SCO-02, SCO-03, SCO-11
 */
public record EventScope(
    @Nullable String organization,
    @Nullable String workspace,
    @Nullable String project,
    @Nullable String user) {

  private static final EventScope NONE = new EventScope(null, null, null, null);

  /**
   * Creates a scope of ids that are well-formed; for other texts use {@link #lenient}.
   *
   * @throws IllegalArgumentException if an id is ill-formed
   */
  public EventScope {
    Validation.optionalId(organization, "organization");
    Validation.optionalId(workspace, "workspace");
    Validation.optionalId(project, "project");
    Validation.optionalId(user, "user");
  }

  /** Returns the scope in which all four ids are absent. */
  public static EventScope none() {
    return NONE;
  }

  /**
   * Returns a scope with the ids of another system, such as the headers of a request: each is
   * encoded by {@link ExternalId#encode}, so any text is accepted. Null and empty texts are absent.
   *
   * <pre>{@code
   * EventScope scope =
   *     EventScope.lenient(null, null, request.header("project"), request.header("user"));
   * }</pre>
   *
   * @contract SCO-12
   */
  public static EventScope lenient(
      @Nullable String organization,
      @Nullable String workspace,
      @Nullable String project,
      @Nullable String user) {
    return new EventScope(
        ExternalId.encode(organization),
        ExternalId.encode(workspace),
        ExternalId.encode(project),
        ExternalId.encode(user));
  }

  /**
   * Returns the ambient scope of the calling thread: the scope opened last, inside a handler or tap
   * that of the current event, else {@link #none()}.
   *
   * @contract SCO-04
   */
  public static EventScope current() {
    ThreadState state = ThreadState.active();
    return state == null ? NONE : state.scope();
  }

  /** Returns whether all four ids are absent. */
  public boolean isNone() {
    return organization == null && workspace == null && project == null && user == null;
  }

  /**
   * Returns this scope with another organization; null makes it absent.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public EventScope withOrganization(@Nullable String organization) {
    return new EventScope(organization, workspace, project, user);
  }

  /**
   * Returns this scope with another workspace; null makes it absent.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public EventScope withWorkspace(@Nullable String workspace) {
    return new EventScope(organization, workspace, project, user);
  }

  /**
   * Returns this scope with another project; null makes it absent.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public EventScope withProject(@Nullable String project) {
    return new EventScope(organization, workspace, project, user);
  }

  /**
   * Returns this scope with another user; null makes it absent.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public EventScope withUser(@Nullable String user) {
    return new EventScope(organization, workspace, project, user);
  }

  /**
   * Makes this the ambient scope of the calling thread until the handle is closed. It replaces an
   * outer scope as a whole; the current event does not change.
   *
   * @return a handle to close on the same thread, innermost first; see {@link
   *     EventContext.Handle#close}
   * @contract SCO-02
   */
  public EventContext.Handle open() {
    ThreadState state = ThreadState.acquire();
    return state.open(state.event(), this);
  }

  /**
   * Returns this scope with absent ids taken from {@code source}, or this scope if {@code source}
   * contradicts an id that is present.
   */
  EventScope filledFrom(EventScope source) {
    if (isNone()) {
      return source;
    }
    if (source.isNone() || contradicts(source)) {
      return this;
    }
    return new EventScope(
        first(organization, source.organization),
        first(workspace, source.workspace),
        first(project, source.project),
        first(user, source.user));
  }

  private boolean contradicts(EventScope source) {
    return differ(organization, source.organization)
        || differ(workspace, source.workspace)
        || differ(project, source.project)
        || differ(user, source.user);
  }

  private static boolean differ(@Nullable String left, @Nullable String right) {
    return left != null && right != null && !Objects.equals(left, right);
  }

  private static @Nullable String first(@Nullable String left, @Nullable String right) {
    return left != null ? left : right;
  }
}
