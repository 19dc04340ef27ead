package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventScope;
import io.tidings.event.spi.ScopeSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is, in a host's own texts, which need not be ids that events can carry (SCO-08).
 *
 * <p>A {@link ScopeSource} that reads request-local state uses {@link #parsed()}: what cannot be an
 * id counts as missing. As an explicit argument of a helper it is stricter: text that cannot be an
 * id keeps the event from being emitted, since whatever filled its place would be somebody else.
 *
 * <p>Immutable and thread-safe.
 *
 * @param organization the organization's id, or null
 * @param workspace the workspace's id, or null
 * @param project the project's id, or null
 * @param user the user's id, or null
 */
public record TextScope(
    @Nullable String organization,
    @Nullable String workspace,
    @Nullable String project,
    @Nullable String user) {

  private static final TextScope NONE = new TextScope(null, null, null, null);

  /** Returns the scope in which all four are absent. */
  public static TextScope none() {
    return NONE;
  }

  /** Returns a scope with project and user alone; either may be null. */
  public static TextScope of(@Nullable String project, @Nullable String user) {
    return new TextScope(null, null, project, user);
  }

  /** Returns what of this can be ids of an event's scope; the rest is absent there. */
  public EventScope parsed() {
    EventScope scope = EventScope.none();
    scope = with(scope, organization, EventScope::withOrganization).orElse(scope);
    scope = with(scope, workspace, EventScope::withWorkspace).orElse(scope);
    scope = with(scope, project, EventScope::withProject).orElse(scope);
    return with(scope, user, EventScope::withUser).orElse(scope);
  }

  /** Returns the scope if all that is given can be ids, else empty. */
  Optional<EventScope> exact() {
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
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
