package io.tidings.event.benchmarks.stress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.TestGrading;

/** Results of the races, over all JVMs and compilers. */
final class StressReport {

  private static final String CONTROL = ".Control";

  private final Map<String, List<TestResult>> results = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * Judges results.
   *
   * @param expected the names of the tests that were to run
   */
  StressReport(Collection<String> expected, Collection<TestResult> results) {
    expected.forEach(name -> this.results.put(name, new ArrayList<>()));
    for (TestResult result : results) {
      this.results.computeIfAbsent(result.getName(), any -> new ArrayList<>()).add(result);
    }
    if (expected.isEmpty()) {
      faults.add("no race was selected");
    }
    this.results.forEach(this::judge);
  }

  private void judge(String name, List<TestResult> runs) {
    if (runs.isEmpty()) {
      faults.add(name + " did not run");
    }
    boolean observed = false;
    for (TestResult run : runs) {
      TestGrading grading = TestGrading.grade(run);
      observed |= grading.hasInteresting;
      if (run.status() != Status.NORMAL) {
        faults.add(name + " ended with " + run.status());
      } else if (!grading.isPassed) {
        faults.add(name + ": " + String.join("; ", grading.failureMessages));
      }
    }
    if (name.endsWith(CONTROL) && !observed) {
      faults.add(name + " did not show its mistake");
    }
  }

  /** Returns what is wrong; empty if all races passed and all controls showed their mistakes. */
  List<String> faults() {
    return faults;
  }

  /** Returns a Markdown table of the outcomes. */
  String table() {
    StringBuilder table = new StringBuilder("\n| race | JVMs | outcomes |\n| --- | --- | --- |\n");
    results.forEach(
        (name, runs) ->
            table.append(
                "| %s | %d | %s |%n".formatted(shortName(name), runs.size(), counts(runs))));
    return table.toString();
  }

  private static String shortName(String name) {
    return name.substring(StressReport.class.getPackageName().length() + 1)
        .replace("Stress.", ", ");
  }

  private static String counts(List<TestResult> runs) {
    Map<String, Long> counts = new TreeMap<>();
    for (TestResult run : runs) {
      run.getStateKeys().forEach(key -> counts.merge(key, run.getCount(key), Long::sum));
    }
    return counts.entrySet().stream()
        .map(count -> "%s: %,d".formatted(count.getKey(), count.getValue()))
        .collect(Collectors.joining("; "));
  }
}
