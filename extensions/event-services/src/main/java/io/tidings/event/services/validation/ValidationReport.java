package io.tidings.event.services.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run of validations ended. Immutable.
 *
 * @param results one for each validation, in their order
 */
public record ValidationReport(List<ValidationResult> results) {

  /** Creates it; no result may be null. */
  public ValidationReport {
    results = List.copyOf(results);
  }

  /** Tells whether every required validation has passed; so it is if there is none. */
  public boolean passed() {
    return failed().isEmpty();
  }

  /** Returns the names of the required validations that have not passed. */
  public List<String> failed() {
    return results.stream()
        .filter(result -> result.isRequired() && !result.passed())
        .map(ValidationResult::name)
        .toList();
  }

  /** Returns the names, each with whether it passed, in their order; unmodifiable. */
  public Map<String, Boolean> byName() {
    Map<String, Boolean> byName = new LinkedHashMap<>();
    results.forEach(result -> byName.put(result.name(), result.passed()));
    return Collections.unmodifiableMap(byName);
  }

  long requiredCount() {
    return results.stream().filter(ValidationResult::isRequired).count();
  }
}
