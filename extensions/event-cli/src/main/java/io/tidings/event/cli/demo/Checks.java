package io.tidings.event.cli.demo;

import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The validation of a run: one check that is required and two that only inform. */
final class Checks {

  private final Causes causes;
  private final EventEmitter events;

  Checks(Causes causes, EventEmitter events) {
    this.causes = causes;
    this.events = events;
  }

  /**
   * One check.
   *
   * @param name what should hold
   * @param required whether the plan depends on it
   * @param passed whether it holds
   */
  record Check(String name, boolean required, boolean passed) {}

  /** Runs the checks and tells how they ended. */
  List<Check> run(Index index, ReadBudget budget) {
    List<Check> checks =
        List.of(
            new Check("every_file_could_be_read", true, index.unreadable().count() == 0),
            new Check("every_todo_has_an_owner", false, index.todos().ownerless() == 0),
            new Check("read_budget_kept", false, !budget.isExceeded()));
    try (EventContext.Opened started =
        causes.open(
            EventType.VALIDATION_STARTED,
            event -> event.detail("validation_count", checks.size()))) {
      tell(checks);
    }
    return checks;
  }

  static boolean requiredPassed(List<Check> checks) {
    return checks.stream().allMatch(check -> check.passed() || !check.required());
  }

  /** Returns the checks' names and how they ended, in their order. */
  static Map<String, Boolean> results(List<Check> checks) {
    Map<String, Boolean> results = new LinkedHashMap<>();
    checks.forEach(check -> results.put(check.name(), check.passed()));
    return results;
  }

  private void tell(List<Check> checks) {
    long required = checks.stream().filter(Check::required).count();
    if (requiredPassed(checks)) {
      events.emit(
          EventType.VALIDATION_PASSED,
          event ->
              event
                  .detail("required_count", required)
                  .detail("informational_count", checks.size() - required));
    } else {
      events.emit(
          EventType.VALIDATION_FAILED,
          event -> event.detail("failed", failed(checks)).detail("required_count", required));
    }
  }

  private static List<String> failed(List<Check> checks) {
    return checks.stream()
        .filter(check -> check.required() && !check.passed())
        .map(Check::name)
        .toList();
  }
}
