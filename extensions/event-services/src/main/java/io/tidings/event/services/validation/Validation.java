package io.tidings.event.services.validation;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * One thing that should hold of a subject. Immutable if its check is.
 *
 * @param <T> what is validated
 * @param name what should hold, 1 to 256 characters
 * @param isRequired whether the whole run fails with it
 * @param check finds out
 */
public record Validation<T>(String name, boolean isRequired, Check<T> check) {

  /** Creates it; no part may be null. */
  public Validation {
    Inputs.name(name, "name");
    requireNonNull(check, "check");
  }

  /** Returns a validation without which a run does not pass. */
  public static <T> Validation<T> required(String name, Check<T> check) {
    return new Validation<>(name, true, check);
  }

  /** Returns a validation that is told and no more. */
  public static <T> Validation<T> informational(String name, Check<T> check) {
    return new Validation<>(name, false, check);
  }

  /**
   * Finds out whether something holds.
   *
   * @param <T> what is validated
   */
  @FunctionalInterface
  public interface Check<T> {

    /** Tells whether it holds; one that throws has found that it does not. */
    boolean passes(T subject) throws Exception;
  }
}
