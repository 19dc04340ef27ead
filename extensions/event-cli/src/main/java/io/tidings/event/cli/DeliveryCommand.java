package io.tidings.event.cli;

import io.tidings.event.async.DeadLetter;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import io.tidings.event.store.delivery.DeliveryMetrics;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code delivery}: durable deliveries, as lines of tab-separated columns. */
@Command(
    name = "delivery",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Inspect durable deliveries, and redrive or discard their dead letters.")
final class DeliveryCommand {

  private final Writer writer;

  private DeliveryCommand(Writer writer) {
    this.writer = writer;
  }

  /** Returns the command with its subcommands. */
  static CommandLine create(Writer writer) {
    return new CommandLine(new DeliveryCommand(writer));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "List deliveries: name, position, lag in events and seconds, failed, held, dead.",
        "The lag counts all events of the delivery's project."
      })
  int list(@Mixin TrailLocation location) throws IOException {
    try (EventStore trail = location.open()) {
      return lines(trail.deliveries().stream().map(DeliveryCommand::line));
    }
  }

  @Command(
      name = "dead",
      mixinStandardHelpOptions = true,
      description = "List dead letters, the oldest first: event id, kind, attempts, failure.")
  int dead(
      @Mixin TrailLocation location,
      @Mixin DeliveryName name,
      @Option(
              names = "--limit",
              paramLabel = "NUMBER",
              defaultValue = "100",
              description = "List at most this number.")
          int limit)
      throws IOException {
    try (EventStore trail = location.open()) {
      DeliveryDeadLetters letters = name.letters(trail);
      return lines(name.checked(() -> letters.list(limit)).stream().map(DeliveryCommand::line));
    }
  }

  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      description = "Have the events of dead letters delivered again, with new attempts.")
  int redrive(
      @Mixin TrailLocation location, @Mixin DeliveryName name, @Mixin DeadLetterChoice choice)
      throws IOException {
    choice.requireOne();
    try (EventStore trail = location.openForWriting()) {
      int redriven = name.letters(trail).redrive(choice::matches);
      return lines(Stream.of(Line.of(redriven + " events redriven")));
    }
  }

  @Command(
      name = "discard",
      mixinStandardHelpOptions = true,
      description = "Permanently remove dead letters; the events they hold back are delivered.")
  int discard(
      @Mixin TrailLocation location, @Mixin DeliveryName name, @Mixin DeadLetterChoice choice)
      throws IOException {
    choice.requireOne();
    try (EventStore trail = location.openForWriting()) {
      int discarded = name.letters(trail).discard(choice::matches);
      return lines(Stream.of(Line.of(discarded + " events discarded")));
    }
  }

  private static Line line(DeliveryMetrics each) {
    return Line.columns(
        each.name(),
        String.valueOf(each.position()),
        String.valueOf(each.lag()),
        String.valueOf(each.lagTime().toSeconds()),
        String.valueOf(each.failed()),
        String.valueOf(each.held()),
        String.valueOf(each.dead()));
  }

  private static Line line(DeadLetter each) {
    return Line.columns(
        each.event().id(),
        each.event().kind().id(),
        String.valueOf(each.attempts()),
        DisplayText.shortened(String.valueOf(each.failure().getMessage())));
  }

  private int lines(Stream<Line> lines) throws IOException {
    Output output = new Output(writer);
    lines.forEach(output::line);
    output.end();
    return ExitCode.OK;
  }

  /** The name of a delivery. */
  static final class DeliveryName {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--name",
        paramLabel = "NAME",
        required = true,
        description = "Set the name of the delivery.")
    private String name = "";

    /** Returns the dead letters of the delivery. */
    DeliveryDeadLetters letters(EventStore trail) {
      return checked(() -> trail.deadLetters(name));
    }

    /** Returns a result; an IllegalArgumentException becomes a usage error. */
    <T> T checked(Supplier<T> work) {
      try {
        return work.get();
      } catch (IllegalArgumentException rejection) {
        throw new ParameterException(
            spec.commandLine(), String.valueOf(rejection.getMessage()), rejection);
      }
    }
  }

  /** The choice of dead letters: by event ids, or all. */
  static final class DeadLetterChoice {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--event",
        paramLabel = "ID",
        description = "Select the letter of this event; may be repeated.")
    private List<String> events = List.of();

    @Option(names = "--all", description = "Select all letters.")
    private boolean all;

    /** Rejects a command with both options, or none. */
    void requireOne() {
      if (all != events.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "set either --event or --all");
      }
    }

    boolean matches(DeadLetter letter) {
      return all || events.contains(letter.event().id());
    }
  }
}
