package io.tidings.event.cli;

import io.tidings.event.store.EventStore;
import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.WebhookStore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parameters of every webhooks command: the trail, the key file and the project. */
final class WebhooksLocation {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "Set the key file of the secrets; by default TRAIL.key, or webhooks.key if the trail is a",
        "URL. It is created with the first secret."
      })
  private @Nullable Path key;

  @Option(
      names = "--project",
      paramLabel = "ID",
      required = true,
      description = "Set the project of the subscriptions.")
  private String project = "";

  /** An operation on the webhooks of a trail. */
  @FunctionalInterface
  interface Work {
    int run(WebhookStore webhooks) throws IOException;
  }

  String project() {
    return project;
  }

  /** Runs an operation that only reads. */
  int read(Work work) throws IOException {
    try (EventStore trail = location.open()) {
      return run(trail, work);
    }
  }

  /** Runs an operation that changes the trail or sends events. */
  int write(Work work) throws IOException {
    try (EventStore trail = location.openForWriting()) {
      return run(trail, work);
    }
  }

  /** Runs an operation; an IllegalArgumentException becomes a usage error. */
  private int run(EventStore trail, Work work) throws IOException {
    Path keyFile = key == null ? location.sibling("webhooks.key", ".key") : key;
    try {
      return work.run(WebhookStore.in(trail, SecretVault.inFile(keyFile)));
    } catch (IllegalArgumentException rejection) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(rejection.getMessage()), rejection);
    }
  }
}
