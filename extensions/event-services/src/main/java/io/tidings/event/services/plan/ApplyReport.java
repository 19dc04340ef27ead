package io.tidings.event.services.plan;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Result of applying a plan. Immutable.
 *
 * @param filesChanged the number of changed files, not negative
 * @param validationResults the validations by name, each with whether it passed; at most {@value
 *     #MAX_VALIDATIONS}
 */
public record ApplyReport(int filesChanged, Map<String, Boolean> validationResults) {

  /** The maximum number of validations in a report. */
  public static final int MAX_VALIDATIONS = 1_000;

  /**
   * Creates a report.
   *
   * @throws IllegalArgumentException if the number is negative, a name ill-formed or there are too
   *     many validations
   */
  public ApplyReport {
    Inputs.notNegative(filesChanged, "filesChanged");
    validationResults =
        Collections.unmodifiableMap(
            new LinkedHashMap<>(requireNonNull(validationResults, "validationResults")));
    if (validationResults.size() > MAX_VALIDATIONS) {
      throw new IllegalArgumentException(
          "validationResults must have at most " + MAX_VALIDATIONS + " entries");
    }
    validationResults.forEach(
        (name, passed) -> {
          Inputs.name(name, "validationResults");
          requireNonNull(passed, "validationResults");
        });
  }
}
