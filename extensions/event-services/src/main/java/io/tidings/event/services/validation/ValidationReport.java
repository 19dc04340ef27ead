package io.tidings.event.services.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Result of a validation run. Immutable.
 *
 * @param results the results of the validations, in their order
 */
public record ValidationReport(List<ValidationResult> results) {

  /** Creates a report; no result may be null. */
  public ValidationReport {
    results = List.copyOf(results);
  }

  /** Returns whether every required validation passed; true if there is none. */
  public boolean passed() {
    return failedNames().isEmpty();
  }

  /** Returns the names of the required validations that did not pass. */
  public List<String> failedNames() {
    return results.stream()
        .filter(result -> result.isRequired() && !result.passed())
        .map(ValidationResult::name)
        .toList();
  }

  /** Returns whether each validation passed, by name and in their order; unmodifiable. */
  public Map<String, Boolean> byName() {
    Map<String, Boolean> byName = new LinkedHashMap<>();
    results.forEach(result -> byName.put(result.name(), result.passed()));
    return Collections.unmodifiableMap(byName);
  }

  long requiredCount() {
    return results.stream().filter(ValidationResult::isRequired).count();
  }
}
