package io.tidings.event.store.internal.dictionary;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a context, which many events share. Immutable.
 *
 * @param scope organization, workspace, project and user
 * @param session the session, or null
 * @param plan the plan, or null
 * @param rootPlan the root of the plan's tree, or null
 * @param projectName the name of the project, or null
 */
public record ContextTexts(
    EventScope scope,
    @Nullable String session,
    @Nullable String plan,
    @Nullable String rootPlan,
    @Nullable String projectName) {

  /** Returns the context of an event. */
  public static ContextTexts of(DomainEvent event) {
    return new ContextTexts(
        event.scope(), event.sessionId(), event.planId(), event.rootPlanId(), event.projectName());
  }

  /** Returns the texts that are present. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    Stream.of(
            scope.organization(),
            scope.workspace(),
            scope.project(),
            scope.user(),
            session,
            plan,
            rootPlan,
            projectName)
        .forEach(
            text -> {
              if (text != null) {
                texts.add(text);
              }
            });
    return texts;
  }

  int length() {
    return texts().stream().mapToInt(String::length).sum();
  }
}
