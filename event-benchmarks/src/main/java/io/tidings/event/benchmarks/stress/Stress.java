package io.tidings.event.benchmarks.stress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Command line program of {@code bin/stress}. */
public final class Stress {

  private static final String USAGE =
      "usage: bin/stress [--quick] [-t REGEX]; further options are those of jcstress";

  /** One JVM for each test, with one choice of compilers. */
  private static final List<String> QUICK =
      List.of("-f", "1", "-fsm", "1", "-iters", "3", "-time", "500", "-sc", "false");

  private static final List<String> FULL = List.of("-f", "1", "-fsm", "1", "-iters", "5");

  private Stress() {}

  /**
   * Runs the races and prints a table of their outcomes. The process ends with 1 if a forbidden
   * outcome appears, a negative control does not show its mistake, or a race does not run.
   *
   * @param args options
   */
  public static void main(String... args) throws Exception {
    List<String> given = new ArrayList<>(List.of(args));
    List<String> chosen = new ArrayList<>(given.remove("--quick") ? QUICK : FULL);
    chosen.addAll(List.of("-af", "NONE", "-jvmArgs", "-XX:+UseSerialGC"));
    chosen.addAll(given);
    Options options = new Options(chosen.toArray(String[]::new));
    if (given.contains("--help") || !options.parse()) {
      System.out.println(USAGE);
      return;
    }
    long start = System.nanoTime();
    StressReport report = new StressReport(new JCStress(options).getTests(), run(options));
    System.out.println(report.table());
    report.faults().forEach(fault -> System.out.println("FAULT: " + fault));
    System.out.printf(
        "%d s on JDK %s; %s%n",
        (System.nanoTime() - start) / 1_000_000_000L,
        Runtime.version(),
        report.faults().isEmpty() ? "passed" : "failed");
    System.exit(report.faults().isEmpty() ? 0 : 1);
  }

  private static Collection<TestResult> run(Options options) throws Exception {
    try {
      new JCStress(options).run();
    } catch (AssertionError forbidden) {
      // The report of this program has it too.
    }
    return read(options.getResultFile());
  }

  private static Collection<TestResult> read(String file) throws IOException {
    InProcessCollector results = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file, results);
    try {
      reader.dump();
    } catch (ClassNotFoundException unreadable) {
      throw new IOException(unreadable);
    } finally {
      reader.close();
    }
    return results.getTestResults();
  }
}
