package io.tidings.event.cli;

import io.tidings.event.cli.demo.Demo;
import io.tidings.event.cli.demo.DemoOptions;
import io.tidings.event.cli.demo.Faults;
import io.tidings.event.cli.demo.LogFile;
import io.tidings.event.cli.demo.Shown;
import io.tidings.event.cli.demo.Terminal;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.tap.AsyncTap;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Indexes a directory and shows every event that this causes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Indexes a directory and shows the events of this work on a bus.",
      "Two tools read every text file: one counts lines, one finds TODO and FIXME. Nothing is"
          + " written but what --log and --store ask for. Symbolic links are not followed; binary and special files are skipped. What"
          + " cannot be read is counted and named, and the run goes on. One handler throws on"
          + " purpose, and nothing else notices."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done, also with unreadable files inside, and when the reader closes the pipe.",
      "1:The directory cannot be read, or the output or the log not be written.",
      "2:Wrong usage; also a DIR that does not exist or is not a directory, and a FILE that is no log."
    })
final class DemoCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The directory; by default the present one.")
  private String directory = ".";

  @Option(
      names = "--budget",
      paramLabel = "SIZE",
      defaultValue = "1MiB",
      converter = ByteSize.class,
      description =
          "How much it means to read, such as 64MiB; by default ${DEFAULT-VALUE}. One event tells"
              + " of 80 %% and one of more than 100 %%; the work goes on.")
  private long budget = DemoOptions.DEFAULT_BUDGET;

  @Option(names = "--verbose", description = "Show every event, not those of the first files only.")
  private boolean verbose;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "Also write every event to FILE as one line of JSON, without secrets, for its owner"
              + " alone. An older log there is replaced, any other file refused.")
  private @Nullable Path log;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "Store every event in this trail, which is made if it is not there.")
  private @Nullable Path store;

  DemoCommand(Writer writer, Terminal terminal) {
    this.writer = writer;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path found = found();
    if (!Files.isDirectory(found)) {
      throw wrong("is not a directory");
    }
    if (log != null && !LogFile.mayBeWritten(log)) {
      throw new ParameterException(
          spec.commandLine(), "FILE '" + log + "' is there and is no log; name another");
    }
    Demo demo = new Demo(new DemoOptions(budget, verbose, log), terminal, writer);
    if (store == null) {
      demo.run(found);
    } else {
      stored(demo, found, store);
    }
    return ExitCode.OK;
  }

  private void stored(Demo demo, Path found, Path file) throws IOException {
    try (EventStore trail = EventStore.open(file)) {
      demo.tap(AsyncTap.of(new StoreTap(trail))).run(found);
      writer.write(
          "%n  %-14s %s, %,d events in all%n"
              .formatted("trail", Shown.text(file.toString()), trail.count(EventQuery.platform())));
      writer.flush();
    }
  }

  /** Returns the real path of what was named, so that a link to a directory stands for it. */
  private Path found() throws IOException {
    if (directory.isEmpty()) {
      throw wrong("is empty; leave it out for the present directory");
    }
    Path named = Path.of(directory);
    try {
      return named.toRealPath();
    } catch (NoSuchFileException missing) {
      throw wrong("does not exist");
    } catch (IOException failure) {
      if (isBelowFile(named)) {
        throw wrong("does not exist");
      }
      throw new IOException("DIR '" + directory + "': " + Faults.reason(failure), failure);
    }
  }

  private static boolean isBelowFile(Path path) {
    return Stream.iterate(path.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .anyMatch(Files::isRegularFile);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), "DIR '" + directory + "' " + why);
  }
}
