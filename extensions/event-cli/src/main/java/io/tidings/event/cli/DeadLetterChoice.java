package io.tidings.event.cli;

import io.tidings.event.async.DeadLetter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The choice of dead letters: by event ids, or all. */
final class DeadLetterChoice {

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
