package io.tidings.event.services.validation;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * How one validation ended. Immutable.
 *
 * @param name what should hold
 * @param isRequired whether the run depends on it
 * @param passed whether it holds
 * @param failure what the check threw, or null if it threw nothing
 */
public record ValidationResult(
    String name, boolean isRequired, boolean passed, @Nullable Throwable failure) {

  /** Creates it; the name must be well-formed. */
  public ValidationResult {
    Inputs.name(name, "name");
  }
}
