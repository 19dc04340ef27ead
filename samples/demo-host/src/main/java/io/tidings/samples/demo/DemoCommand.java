package io.tidings.samples.demo;

import io.tidings.event.cli.ManifestVersion;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.cli.text.Terminal;
import io.tidings.samples.demo.DemoOptions.Detail;
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

/** Plays a script on a directory and shows every event of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "A host without a model works through a plan on a directory, and every event shows on a bus.",
      "DIR is read and never written to: what is changed is a copy, in a temporary directory that"
          + " is removed in the end. Symbolic links are not followed, files of more than 4 MiB are"
          + " not read, version control and what builds have made are left out. What cannot be read"
          + " is counted and named, and the run goes on. One handler throws on purpose, and nothing"
          + " else notices.",
      "Ctrl-C ends it in order: the log and the trail are closed, the copy is removed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done, also with unreadable files inside, and when the reader closes the pipe.",
      "1:The directory cannot be read, there is no room for the copy, or the output, the log or the"
          + " trail cannot be written.",
      "2:Wrong usage; also a DIR that does not exist or is not a directory, and a FILE that is no"
          + " log."
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

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the chances of the script begin with; by default ${DEFAULT-VALUE}.")
  private long seed = DemoOptions.DEFAULT_SEED;

  @Option(names = "--verbose", description = "Show every event, not those of the first files only.")
  private boolean verbose;

  @Option(names = "--quiet", description = "Show the summary alone.")
  private boolean quiet;

  @Option(
      names = "--json",
      description =
          "Show every event as a line of JSON, without secrets, and then the summary as one.")
  private boolean json;

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
    try (Interruption interruption = Interruption.awaited()) {
      new Demo(options(), terminal, writer, interruption::isAsked).run(found);
    }
    return ExitCode.OK;
  }

  private DemoOptions options() {
    if (quiet && verbose) {
      throw new ParameterException(
          spec.commandLine(), "--quiet and --verbose contradict each other; leave one out");
    }
    Detail more = verbose ? Detail.VERBOSE : Detail.NORMAL;
    return DemoOptions.defaults()
        .withBudget(budget)
        .withSeed(seed)
        .withDetail(quiet ? Detail.QUIET : more)
        .withJson(json)
        .withFiles(log, store);
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
      throw new IOException("DIR '" + directory + "': " + ErrorMessages.reason(failure), failure);
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
