package io.tidings.event.services.invariant;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Owner of an invariant: everything, a project or a plan. Immutable.
 *
 * @param reach the range of plans it applies to
 * @param name the name of the project or the id of the plan; null for {@link Reach#GLOBAL} only
 */
public record InvariantOwner(Reach reach, @Nullable String name) {

  private static final InvariantOwner GLOBAL = new InvariantOwner(Reach.GLOBAL, null);

  /**
   * Range of plans that an invariant applies to; of two contradicting ones the narrower prevails.
   */
  public enum Reach {
    /** All plans. */
    GLOBAL,
    /** The plans of a project. */
    PROJECT,
    /** A single plan. */
    PLAN
  }

  /**
   * Creates an owner.
   *
   * @throws IllegalArgumentException if the name is missing, ill-formed or not allowed
   */
  public InvariantOwner {
    if (reach == Reach.GLOBAL) {
      if (name != null) {
        throw new IllegalArgumentException("name must be null for reach GLOBAL");
      }
    } else if (name == null) {
      throw new IllegalArgumentException("name must not be null for reach " + reach);
    } else {
      Inputs.name(name, "name");
    }
  }

  /** Returns the owner of invariants for all plans. */
  public static InvariantOwner global() {
    return GLOBAL;
  }

  /** Returns the owner of a project's invariants. */
  public static InvariantOwner project(String projectName) {
    return new InvariantOwner(Reach.PROJECT, projectName);
  }

  /** Returns the owner of a plan's invariants. */
  public static InvariantOwner plan(String planId) {
    return new InvariantOwner(Reach.PLAN, Inputs.id(planId, "planId"));
  }

  /** Returns the key of the owner's invariants in a repository. */
  String key() {
    return name == null ? reach.name() : reach.name() + ":" + name;
  }
}
