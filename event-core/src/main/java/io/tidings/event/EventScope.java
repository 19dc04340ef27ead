package io.tidings.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose event it is: organization, workspace, project and user, each of which may be absent
 * (SCO-01, EVT-08). Carries no credentials (SCO-11).
 *
 * <p>A scope can be made ambient at the boundary where a request enters, and every event built on
 * that thread until the scope is closed belongs to it (SCO-02):
 *
 * <pre>{@code
 * EventScope scope = EventScope.none().withProject("apollo").withUser("margaret");
 * try (var opened = scope.open()) {
 *   service.handle(request);
 * }
 * }</pre>
 *
 * <p>Work handed to another thread does not see the ambient scope unless it is wrapped by {@link
 * EventContext} (SCO-03). Immutable and thread-safe.
 *
 * @param organization the organization's id, 1 to 128 visible ASCII characters, or null
 * @param workspace the workspace's id, likewise
 * @param project the project's id, likewise
 * @param user the user's id, likewise
 */
public record EventScope(
    @Nullable String organization,
    @Nullable String workspace,
    @Nullable String project,
    @Nullable String user) {

  private static final EventScope NONE = new EventScope(null, null, null, null);

  /**
   * Creates a scope.
   *
   * @throws IllegalArgumentException if an id is ill-formed
   */
  public EventScope {
    Validation.optionalId(organization, "organization");
    Validation.optionalId(workspace, "workspace");
    Validation.optionalId(project, "project");
    Validation.optionalId(user, "user");
  }

  /** Returns the scope in which all four are absent. */
  public static EventScope none() {
    return NONE;
  }

  /**
   * Returns this thread's ambient scope: the one opened innermost, within a handler or tap the
   * scope of the event being delivered, and {@link #none()} where there is neither (SCO-04).
   */
  public static EventScope current() {
    ThreadState state = ThreadState.active();
    return state == null ? NONE : state.scope();
  }

  /** Tells whether all four are absent. */
  public boolean isNone() {
    return organization == null && workspace == null && project == null && user == null;
  }

  /** Returns this scope with another organization; null makes it absent. */
  public EventScope withOrganization(@Nullable String organization) {
    return new EventScope(organization, workspace, project, user);
  }

  /** Returns this scope with another workspace; null makes it absent. */
  public EventScope withWorkspace(@Nullable String workspace) {
    return new EventScope(organization, workspace, project, user);
  }

  /** Returns this scope with another project; null makes it absent. */
  public EventScope withProject(@Nullable String project) {
    return new EventScope(organization, workspace, project, user);
  }

  /** Returns this scope with another user; null makes it absent. */
  public EventScope withUser(@Nullable String user) {
    return new EventScope(organization, workspace, project, user);
  }

  /**
   * Makes this scope the ambient one of the calling thread until the returned handle is closed. It
   * replaces an outer scope as a whole; the current event stays what it is.
   *
   * @return a handle to be closed by the same thread, innermost first; see {@link
   *     EventContext.Handle#close}
   */
  public EventContext.Handle open() {
    ThreadState state = ThreadState.acquire();
    return state.open(state.event(), this);
  }

  /**
   * Fills what is absent here from {@code source}, unless the source contradicts a field that is
   * present: then it speaks of somebody else, and fills nothing (SCO-05).
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

  private static boolean differ(@Nullable String ours, @Nullable String theirs) {
    return ours != null && theirs != null && !Objects.equals(ours, theirs);
  }

  private static @Nullable String first(@Nullable String ours, @Nullable String theirs) {
    return ours != null ? ours : theirs;
  }
}
