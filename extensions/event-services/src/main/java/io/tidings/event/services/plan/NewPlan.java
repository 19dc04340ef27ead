package io.tidings.event.services.plan;

import io.tidings.event.services.internal.Inputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is to be made from. Immutable.
 *
 * @param actionName the action it uses, 1 to 256 characters
 * @param projectNames the projects it is about, at most {@value #MAX_PROJECTS}
 * @param sessionId the session that asked for it, or null
 * @param parentId the plan it is a part of, or null if it is a root
 */
public record NewPlan(
    String actionName,
    List<String> projectNames,
    @Nullable String sessionId,
    @Nullable String parentId) {

  /** How many projects a plan may be about. */
  public static final int MAX_PROJECTS = 100;

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if a part is ill-formed
   */
  public NewPlan {
    Inputs.name(actionName, "actionName");
    projectNames = Inputs.list(projectNames, MAX_PROJECTS, "projectNames");
    projectNames.forEach(name -> Inputs.name(name, "projectNames"));
    Inputs.optionalId(sessionId, "sessionId");
    Inputs.optionalId(parentId, "parentId");
  }

  /** Returns a root plan of no project and no session that uses an action. */
  public static NewPlan of(String actionName) {
    return new NewPlan(actionName, List.of(), null, null);
  }

  /** Returns this with other projects. */
  public NewPlan withProjects(String... names) {
    return new NewPlan(actionName, List.of(names), sessionId, parentId);
  }

  /** Returns this with another session, or none. */
  public NewPlan withSession(@Nullable String session) {
    return new NewPlan(actionName, projectNames, session, parentId);
  }

  /** Returns this as a part of another plan, or of none. */
  public NewPlan withParent(@Nullable String parent) {
    return new NewPlan(actionName, projectNames, sessionId, parent);
  }
}
