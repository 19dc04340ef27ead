package io.tidings.event.services.validation;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Named condition on a subject. Immutable if its check is.
 *
 * @param <T> the type of the subject
 * @param name the condition's name, 1 to 256 characters
 * @param isRequired whether a run fails if the condition does not hold
 * @param check the check of the condition
 */
public record Validation<T>(String name, boolean isRequired, Check<T> check) {

  /**
   * Creates a validation; no part may be null.
   *
   * @throws IllegalArgumentException if the name is ill-formed
   */
  public Validation {
    Inputs.name(name, "name");
    requireNonNull(check, "check");
  }

  /** Returns a validation that a run needs in order to pass. */
  public static <T> Validation<T> required(String name, Check<T> check) {
    return new Validation<>(name, true, check);
  }

  /** Returns a validation that is reported without effect on the run. */
  public static <T> Validation<T> informational(String name, Check<T> check) {
    return new Validation<>(name, false, check);
  }

  /**
   * Check of a condition.
   *
   * @param <T> the type of the subject
   */
  @FunctionalInterface
  public interface Check<T> {

    /** Returns whether the condition holds; an exception counts as false. */
    boolean passes(T subject) throws Exception;
  }
}
