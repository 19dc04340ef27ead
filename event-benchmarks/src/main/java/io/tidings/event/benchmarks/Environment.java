package io.tidings.event.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Environment and date of a run. Immutable.
 *
 * @param vm the Java virtual machine
 * @param os the operating system
 * @param processor the processor's model, as reported by the system
 * @param processors the number of processors available to the JVM
 * @param date the date in UTC
 */
record Environment(String vm, String os, String processor, int processors, String date) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Returns the environment of this JVM; the forks run on the same JDK. */
  static Environment current() throws IOException {
    return new Environment(
        property("java.vm.name") + " " + property("java.vm.version"),
        property("os.name") + " " + property("os.arch"),
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String processorModel() throws IOException {
    if (!Files.isReadable(CPUINFO)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
