package io.tidings.event.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document is the one that the kept results give, so nobody can mend a figure by hand. */
class DocumentTest {

  private static final Path DOCS = Path.of("../docs");

  private static Report kept() throws IOException {
    return Report.of(Path.of("results"), Path.of("notes.md"));
  }

  @Test
  void the_document_is_what_the_kept_results_give() throws IOException {
    assertThat(DOCS.resolve("performance.md"))
        .as("written by bin/benchmarks --report")
        .hasContent(kept().text());
  }

  @Test
  void each_picture_was_drawn_from_the_kept_results() throws IOException {
    for (Chart chart : kept().charts()) {
      assertThat(Files.readString(DOCS.resolve("performance").resolve(chart.file())))
          .as("%s, written by bin/benchmarks --report", chart.file())
          .contains(chart.description());
    }
  }

  @Test
  void what_is_kept_was_run_in_full() throws IOException {
    assertThat(Results.readAll(Path.of("results")))
        .allSatisfy(run -> assertThat(run.protocol().isFull()).as(run.file()).isTrue());
  }
}
