package io.tidings.event.services.plan;

import io.tidings.event.services.internal.Inputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request for a new plan. Immutable.
 *
 * @param actionName the action it uses, 1 to 256 characters
 * @param projectNames the names of its projects, at most {@value #MAX_PROJECTS}
 * @param sessionId the id of the requesting session, or null
 * @param parentId the id of the parent plan, or null for a root
 */
public record NewPlan(
    String actionName,
    List<String> projectNames,
    @Nullable String sessionId,
    @Nullable String parentId) {

  /** The maximum number of projects of a plan. */
  public static final int MAX_PROJECTS = 100;

  /**
   * Creates a request.
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

  /** Returns a request for a root plan without projects and session. */
  public static NewPlan of(String actionName) {
    return new NewPlan(actionName, List.of(), null, null);
  }

  /** Returns this request with other projects. */
  public NewPlan withProjects(String... names) {
    return new NewPlan(actionName, List.of(names), sessionId, parentId);
  }

  /** Returns this request with another session; null for none. */
  public NewPlan withSession(@Nullable String session) {
    return new NewPlan(actionName, projectNames, session, parentId);
  }

  /** Returns this request with another parent; null for a root plan. */
  public NewPlan withParent(@Nullable String parent) {
    return new NewPlan(actionName, projectNames, sessionId, parent);
  }
}
