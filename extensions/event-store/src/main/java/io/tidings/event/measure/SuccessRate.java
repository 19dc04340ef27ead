package io.tidings.event.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the work came to a good end (MEA-24). An execution is a run that ended, completed if
 * its plan was applied; a task is a validation that ended, verified if it passed. Immutable and
 * thread-safe.
 *
 * @param completedExecutions executions that were completed
 * @param executions all of them
 * @param verifiedTasks tasks that were verified
 * @param tasks all of them
 */
public record SuccessRate(
    long completedExecutions, long executions, long verifiedTasks, long tasks) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Returns the rate of both together in percent, to two decimals, half a one up; 0 if there was
   * nothing.
   */
  public double percent() {
    long whole = executions + tasks;
    BigDecimal part = BigDecimal.valueOf(completedExecutions + verifiedTasks).multiply(HUNDRED);
    return whole == 0
        ? 0
        : part.divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP).doubleValue();
  }

  /** Returns the answer as it is written as JSON. */
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
