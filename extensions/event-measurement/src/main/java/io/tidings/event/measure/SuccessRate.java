package io.tidings.event.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The success rate of executions and tasks. An execution is a run that ended, completed if its plan
 * was applied; a task is a validation that ended, verified if it passed. Immutable and thread-safe.
 *
 * @param completedExecutions completed executions
 * @param executions all executions
 * @param verifiedTasks verified tasks
 * @param tasks all tasks
 * @contract MEA-24
 */
public record SuccessRate(
    long completedExecutions, long executions, long verifiedTasks, long tasks) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Returns the combined rate in percent, rounded half up to two decimals; 0 if nothing ended. */
  public double percent() {
    long whole = executions + tasks;
    BigDecimal part = BigDecimal.valueOf(completedExecutions + verifiedTasks).multiply(HUNDRED);
    return whole == 0
        ? 0
        : part.divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP).doubleValue();
  }

  /** Returns the JSON form: snake_case names in a fixed order. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("completed_executions", completedExecutions);
    map.put("executions", executions);
    map.put("verified_tasks", verifiedTasks);
    map.put("tasks", tasks);
    map.put("success_rate", percent());
    return map;
  }
}
