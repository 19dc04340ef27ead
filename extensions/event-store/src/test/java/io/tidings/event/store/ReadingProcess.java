package io.tidings.event.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that opens a trail read-only, prints the number of its events, and closes the trail at
 * the end of its input.
 */
final class ReadingProcess {

  private ReadingProcess() {}

  public static void main(String[] args) throws IOException {
    try (EventStore store = EventStore.builder(Path.of(args[0])).readOnly().open()) {
      System.out.println(store.count(EventQuery.platform()));
      while (System.in.read() >= 0) {
        // The end of the input ends the process.
      }
    }
  }

  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ReadingProcess.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
