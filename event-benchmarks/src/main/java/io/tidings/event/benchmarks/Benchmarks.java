package io.tidings.event.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Command line program of {@code bin/benchmarks}. */
public final class Benchmarks {

  private static final String USAGE =
      "usage: bin/benchmarks [suite...] [--quick | --report]; suites: ";

  private Benchmarks() {}

  /**
   * Runs the named suites, or all, on the current JDK and writes the document.
   *
   * @param args the project's directory, then names of suites; {@code --quick} for a functional
   *     check that writes its results and document to {@code target/quick}; {@code --report} to
   *     write the document from the stored results
   */
  public static void main(String... args) throws IOException, RunnerException {
    Path module = Path.of(args[0], "event-benchmarks");
    List<String> names = new ArrayList<>(List.of(args).subList(1, args.length));
    boolean quick = names.remove("--quick");
    boolean reportOnly = names.remove("--report");
    if (names.stream().anyMatch(name -> name.startsWith("-"))) {
      System.out.println(USAGE + String.join(" ", Suites.ALL.stream().map(Suite::name).toList()));
      return;
    }
    List<Suite> suites = names.isEmpty() ? Suites.ALL : names.stream().map(Suites::named).toList();
    Path results = quick ? module.resolve("target/quick/results") : module.resolve("results");
    Path docs = quick ? module.resolve("target/quick/docs") : Path.of(args[0], "docs");
    if (!reportOnly) {
      run(suites, quick ? Protocol.QUICK : Protocol.FULL, results);
    }
    Report.of(results, module.resolve("notes.md")).write(docs);
    System.out.println("written: " + docs.resolve("performance.md"));
  }

  private static void run(List<Suite> suites, Protocol protocol, Path results)
      throws IOException, RunnerException {
    for (Suite suite : suites) {
      new SuiteRun(suite, protocol).run().write(results);
    }
  }
}
