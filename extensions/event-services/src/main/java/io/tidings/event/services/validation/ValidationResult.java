package io.tidings.event.services.validation;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Result of one validation. Immutable.
 *
 * @param name the validation's name
 * @param isRequired whether the run depends on it
 * @param passed whether the condition holds
 * @param failure the exception of the check, or null
 */
public record ValidationResult(
    String name, boolean isRequired, boolean passed, @Nullable Throwable failure) {

  /**
   * Creates a result.
   *
   * @throws IllegalArgumentException if the name is ill-formed
   */
  public ValidationResult {
    Inputs.name(name, "name");
  }
}
