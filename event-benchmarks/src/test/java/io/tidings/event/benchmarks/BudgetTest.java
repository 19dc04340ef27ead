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

class BudgetTest {

  @Test
  void every_row_can_be_judged_by_a_suite_that_was_run() throws IOException {
    List<Results> kept = Results.readAll(Path.of("results"));
    for (Row row : Budget.ROWS) {
      Suite suite = Suites.named(row.suite());
      for (Results run : kept) {
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
  void an_unknown_suite_is_refused_with_the_names_there_are() {
    assertThatThrownBy(() -> Suites.named("emits"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("emits")
        .hasMessageContaining("[emit");
  }
}
