package io.tidings.event.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.benchmarks.suites.EmitBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Consistency of budget, suites and stored results. */
class BudgetTest {

  @Test
  void every_row_can_be_evaluated_from_stored_results() throws IOException {
    List<Results> stored = Results.readAll(Path.of("results"));
    for (Row row : Budget.ROWS) {
      Suite suite = Suites.named(row.suite());
      for (Results run : stored) {
        if (run.suite().equals(suite.name())) {
          assertThat(row.judge(run).measured().mean()).as(row.path()).isFinite();
        }
      }
    }
  }

  @Test
  void every_class_with_benchmarks_is_a_suite() {
    Set<String> classes =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream()
            .map(BenchmarkListEntry::getUserClassQName)
            .collect(Collectors.toSet());
    assertThat(Suites.ALL)
        .extracting(suite -> suite.benchmarks().getName())
        .containsAll(classes)
        .contains(EmitBenchmark.class.getName());
  }

  @Test
  void unknown_suite_is_rejected_with_the_known_names() {
    assertThatThrownBy(() -> Suites.named("emits"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("emits")
        .hasMessageContaining("[emit");
  }
}
