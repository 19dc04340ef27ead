package io.tidings.event.cli;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The name of a delivery. */
final class DeliveryName {

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
