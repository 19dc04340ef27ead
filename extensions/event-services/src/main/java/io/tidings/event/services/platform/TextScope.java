package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventScope;
import io.tidings.event.spi.ScopeSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Scope of a request in a host's own texts, which need not be valid ids of an {@link EventScope}.
 *
 * <p>A {@link ScopeSource} that reads request-local state uses {@link #toEventScope()}, where an
 * invalid id counts as absent. As an explicit argument of a notice it is stricter: with an invalid
 * id no event is emitted, since filling the field from elsewhere would name someone else.
 *
 * <p>Immutable and thread-safe.
 *
 * @param organization the organization's id, or null
 * @param workspace the workspace's id, or null
 * @param project the project's id, or null
 * @param user the user's id, or null
 * @contract SCO-08
 */
public record TextScope(
    @Nullable String organization,
    @Nullable String workspace,
    @Nullable String project,
    @Nullable String user) {

  private static final TextScope NONE = new TextScope(null, null, null, null);

  /** Returns the scope whose fields are all absent. */
  public static TextScope none() {
    return NONE;
  }

  /** Returns a scope with project and user only; either may be null. */
  public static TextScope of(@Nullable String project, @Nullable String user) {
    return new TextScope(null, null, project, user);
  }

  /** Returns the event scope with all valid ids; the others are absent from it. */
  public EventScope toEventScope() {
    EventScope scope = EventScope.none();
    scope = with(scope, organization, EventScope::withOrganization).orElse(scope);
    scope = with(scope, workspace, EventScope::withWorkspace).orElse(scope);
    scope = with(scope, project, EventScope::withProject).orElse(scope);
    return with(scope, user, EventScope::withUser).orElse(scope);
  }

  /** Returns the event scope, or empty if an id is invalid. */
  Optional<EventScope> toExactEventScope() {
    return with(EventScope.none(), organization, EventScope::withOrganization)
        .flatMap(scope -> with(scope, workspace, EventScope::withWorkspace))
        .flatMap(scope -> with(scope, project, EventScope::withProject))
        .flatMap(scope -> with(scope, user, EventScope::withUser));
  }

  private static Optional<EventScope> with(
      EventScope scope,
      @Nullable String text,
      BiFunction<EventScope, @Nullable String, EventScope> field) {
    try {
      return Optional.of(requireNonNull(field.apply(scope, text)));
    } catch (IllegalArgumentException invalidId) {
      return Optional.empty();
    }
  }
}
