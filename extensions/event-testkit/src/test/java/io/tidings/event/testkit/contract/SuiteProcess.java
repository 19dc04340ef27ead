package io.tidings.event.testkit.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs of the suite against the broken buses, half of them in a process of its own. Two runs in one
 * process would count each other's threads and collections.
 */
final class SuiteProcess {

  private static final String SEPARATOR = "\t";

  private SuiteProcess() {}

  /** Returns the run of each broken bus, by fault. */
  static Map<String, SuiteRun> runs() throws IOException {
    List<BrokenBus> buses = BrokenBus.all().toList();
    Map<String, SuiteRun> runs = new LinkedHashMap<>();
    Process other = start();
    try {
      for (int i = 0; i < buses.size(); i += 2) {
        runs.put(buses.get(i).fault(), SuiteRun.of(buses.get(i).factory()));
      }
      read(other, runs);
      return runs;
    } finally {
      other.destroy();
    }
  }

  private static Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            SuiteProcess.class.getName());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    return builder.start();
  }

  /** Adds the runs of the other process. */
  private static void read(Process other, Map<String, SuiteRun> runs) throws IOException {
    String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    output
        .lines()
        .map(line -> line.split(SEPARATOR, -1))
        .forEach(
            parts -> runs.put(parts[0], new SuiteRun(set(parts[1]), set(parts[2]), List.of())));
  }

  private static Set<String> set(String names) {
    return new TreeSet<>(names.isEmpty() ? List.of() : List.of(names.split(" ", -1)));
  }

  /** Runs the suite against every second broken bus and prints the names of its tests. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    List<BrokenBus> buses = BrokenBus.all().toList();
    for (int i = 1; i < buses.size(); i += 2) {
      SuiteRun run = SuiteRun.of(buses.get(i).factory());
      out.println(
          String.join(
              SEPARATOR,
              buses.get(i).fault(),
              String.join(" ", run.started()),
              String.join(" ", run.failed())));
    }
    System.exit(0);
  }
}
