package io.tidings.event.services.invariant;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * For what an invariant holds. Immutable.
 *
 * @param reach how far it reaches
 * @param name the name of the project or the id of the plan; null for {@link Reach#GLOBAL} alone
 */
public record InvariantOwner(Reach reach, @Nullable String name) {

  private static final InvariantOwner GLOBAL = new InvariantOwner(Reach.GLOBAL, null);

  /** How far an invariant reaches; where two contradict, the narrower one holds. */
  public enum Reach {
    /** Every plan. */
    GLOBAL,
    /** The plans of a project. */
    PROJECT,
    /** One plan. */
    PLAN
  }

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if the name is missing, ill-formed or not wanted
   */
  public InvariantOwner {
    if (reach == Reach.GLOBAL) {
      if (name != null) {
        throw new IllegalArgumentException("name must be null for what holds everywhere");
      }
    } else if (name == null) {
      throw new IllegalArgumentException("name must be given for a project or plan");
    } else {
      Inputs.name(name, "name");
    }
  }

  /** Returns the owner of what holds for every plan. */
  public static InvariantOwner global() {
    return GLOBAL;
  }

  /** Returns a project. */
  public static InvariantOwner project(String projectName) {
    return new InvariantOwner(Reach.PROJECT, projectName);
  }

  /** Returns a plan. */
  public static InvariantOwner plan(String planId) {
    return new InvariantOwner(Reach.PLAN, Inputs.id(planId, "planId"));
  }

  /** Returns what a repository keeps the invariants under. */
  String key() {
    return name == null ? reach.name() : reach.name() + ":" + name;
  }
}
