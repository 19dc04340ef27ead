package io.tidings.event.cli;

import static java.util.Objects.requireNonNullElse;

import io.tidings.event.cli.measure.ReportPage;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code report}: the measurements of a trail as a page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = "Write the measurements of a trail as one page of HTML that needs no network.")
final class ReportCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private MeasuredTrail trail = new MeasuredTrail();

  @Parameters(
      index = "1",
      paramLabel = "FILE.html",
      description = "The page to write; an earlier report is replaced.")
  private Path page = Path.of("");

  ReportCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    requireReplaceable();
    write(ReportPage.of(trail.figures(clock, terminal)));
    Output output = new Output(writer);
    output.line("written: " + DisplayText.escaped(page.toString()));
    output.end();
    return ExitCode.OK;
  }

  /** Rejects an existing file that is not a report, such as a trail. */
  private void requireReplaceable() throws IOException {
    if (!Files.isDirectory(directory())) {
      throw new ParameterException(
          spec.commandLine(),
          "'" + page + "' cannot be created: there is no directory '" + directory() + "'");
    }
    if (Files.exists(page, LinkOption.NOFOLLOW_LINKS) && !isReport()) {
      throw new ParameterException(
          spec.commandLine(), "'" + page + "' exists and is not a report; name another file");
    }
  }

  private Path directory() {
    Path absolute = page.toAbsolutePath();
    return requireNonNullElse(absolute.getParent(), absolute);
  }

  private boolean isReport() throws IOException {
    if (!Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    byte[] beginning = ReportPage.BEGINNING.getBytes(StandardCharsets.UTF_8);
    try (InputStream file = Files.newInputStream(page)) {
      return Arrays.equals(file.readNBytes(beginning.length), beginning);
    }
  }

  /** Writes the page atomically, readable by its owner only. */
  private void write(String html) throws IOException {
    Path temporary = Files.createTempFile(directory(), ".report", ".html");
    try {
      Files.writeString(temporary, html);
      Files.move(temporary, page, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
