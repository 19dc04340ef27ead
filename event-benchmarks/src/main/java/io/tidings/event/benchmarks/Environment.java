package io.tidings.event.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * What a suite ran on, and when. Immutable.
 *
 * @param vm the Java virtual machine
 * @param os the operating system
 * @param processor the processor's model, as the system calls it
 * @param processors how many the JVM may use
 * @param date the day, in UTC
 */
record Environment(String vm, String os, String processor, int processors, String date) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Returns that of this JVM, whose JDK the forks run on too. */
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
