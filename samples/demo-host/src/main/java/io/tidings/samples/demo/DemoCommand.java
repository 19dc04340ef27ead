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

/** Runs the demo on a directory. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Run a scripted host, which needs no model, on a directory and show every event of its bus.",
      "DIR is read and never changed: the host works on a copy in a temporary directory, which is"
          + " removed at the end. Symbolic links are not followed, files of more than 4 MiB are not"
          + " read, and version control and build output are excluded. Unreadable files are counted"
          + " and listed, and the run continues. One handler throws on purpose; every other handler"
          + " still receives the event.",
      "Ctrl-C ends the run cleanly: the log and the trail are closed, the copy is removed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done, also with unreadable files in DIR, and when the reader closes the pipe.",
      "1:The directory cannot be read, there is no room for the copy, or the output, the log or the"
          + " trail cannot be written.",
      "2:Wrong usage; also if DIR is not an existing directory, or FILE is not a log."
    })
final class DemoCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The directory; by default the current one.")
  private String directory = ".";

  @Option(
      names = "--budget",
      paramLabel = "SIZE",
      defaultValue = "1MiB",
      converter = ByteSize.class,
      description =
          "Set the read budget, such as 64MiB; by default ${DEFAULT-VALUE}. One event reports"
              + " 80 %% of it and one more than 100 %%; the run continues.")
  private long budget = DemoOptions.DEFAULT_BUDGET;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Set the seed of random choices; by default ${DEFAULT-VALUE}.")
  private long seed = DemoOptions.DEFAULT_SEED;

  @Option(names = "--verbose", description = "Show every event, not only those of the first files.")
  private boolean verbose;

  @Option(names = "--quiet", description = "Show only the summary.")
  private boolean quiet;

  @Option(
      names = "--json",
      description =
          "Show every event as a line of redacted JSON, and then the summary as one line.")
  private boolean json;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "Also write every event to FILE as a line of redacted JSON, readable by its owner"
              + " only. An older log is replaced, any other file is rejected.")
  private @Nullable Path log;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "Store every event in this trail, which is created if it does not exist.")
  private @Nullable Path store;

  DemoCommand(Writer writer, Terminal terminal) {
    this.writer = writer;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path path = realPath();
    if (!Files.isDirectory(path)) {
      throw usageError("is not a directory");
    }
    if (log != null && !LogFile.isReplaceable(log)) {
      throw new ParameterException(
          spec.commandLine(), "FILE '" + log + "' exists and is not a log; name another");
    }
    try (Interruption interruption = Interruption.register()) {
      new Demo(options(), terminal, writer, interruption::isRequested).run(path);
    }
    return ExitCode.OK;
  }

  private DemoOptions options() {
    if (quiet && verbose) {
      throw new ParameterException(
          spec.commandLine(), "--quiet and --verbose exclude each other; omit one");
    }
    Detail level = verbose ? Detail.VERBOSE : Detail.NORMAL;
    return DemoOptions.defaults()
        .withBudget(budget)
        .withSeed(seed)
        .withDetail(quiet ? Detail.QUIET : level)
        .withJson(json)
        .withFiles(log, store);
  }

  /** Returns the real path of the argument, which may be a link to a directory. */
  private Path realPath() throws IOException {
    if (directory.isEmpty()) {
      throw usageError("is empty; omit it for the current directory");
    }
    Path argument = Path.of(directory);
    try {
      return argument.toRealPath();
    } catch (NoSuchFileException missing) {
      throw usageError("does not exist");
    } catch (IOException failure) {
      if (isBelowFile(argument)) {
        throw usageError("does not exist");
      }
      throw new IOException("DIR '" + directory + "': " + ErrorMessages.reason(failure), failure);
    }
  }

  private static boolean isBelowFile(Path path) {
    return Stream.iterate(path.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .anyMatch(Files::isRegularFile);
  }

  private ParameterException usageError(String problem) {
    return new ParameterException(spec.commandLine(), "DIR '" + directory + "' " + problem);
  }
}
