package io.tidings.event.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comparison of the document with the stored results, which prevents edits by hand. */
@Tag("once")
class DocumentTest {

  private static final Path DOCS = Path.of("../docs");

  private static Report report() throws IOException {
    return Report.of(Path.of("results"), Path.of("notes.md"));
  }

  @Test
  void document_equals_the_report_of_the_stored_results() throws IOException {
    assertThat(DOCS.resolve("performance.md"))
        .as("written by bin/benchmarks --report")
        .hasContent(report().text());
  }

  @Test
  void each_chart_has_the_stored_figures() throws IOException {
    for (Chart chart : report().charts()) {
      assertThat(Files.readString(DOCS.resolve("performance").resolve(chart.file())))
          .as("%s, written by bin/benchmarks --report", chart.file())
          .contains(chart.description());
    }
  }

  @Test
  void stored_results_are_of_full_runs() throws IOException {
    assertThat(Results.readAll(Path.of("results")))
        .allSatisfy(run -> assertThat(run.protocol().isFull()).as(run.file()).isTrue());
  }
}
