package io.tidings.event.json;

import io.tidings.event.EventLimits;
import io.tidings.event.logging.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Process that writes the sample event, then reads the events of a file and rewrites them: {@code
 * RewritingProcess FROM TO}.
 */
final class RewritingProcess {

  static final EventLimits WIDE =
      EventLimits.defaults().withMaxStringLength(1 << 21).withMaxTotalLength(1 << 22);

  private RewritingProcess() {}

  public static void main(String[] args) throws IOException {
    DomainEventJson json = DomainEventJson.standard().withLimits(WIDE);
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      out.write(json.writeLine(Samples.full()));
      for (String line : Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8)) {
        out.write(json.writeLine(json.read(line)));
      }
    }
  }

  /** Starts such a process with the classes of the tests, in another country. */
  static Process start(Path from, Path to) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=2",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Colombo",
            "-Dfile.encoding=ISO-8859-1",
            "-cp",
            System.getProperty("java.class.path"),
            RewritingProcess.class.getName(),
            from.toString(),
            to.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
