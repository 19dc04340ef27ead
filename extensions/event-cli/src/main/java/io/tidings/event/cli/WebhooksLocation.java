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

/** What every command about webhooks has: the trail, the key of its secrets, and the project. */
final class WebhooksLocation {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "The file with the key of the secrets; by default TRAIL.key, and webhooks.key where the",
        "trail is a URL. It is made with the first secret."
      })
  private @Nullable Path key;

  @Option(
      names = "--project",
      paramLabel = "ID",
      required = true,
      description = "The project whose subscriptions are meant.")
  private String project = "";

  /** What is done with the webhooks of a trail. */
  @FunctionalInterface
  interface Work {
    int run(WebhookStore webhooks) throws IOException;
  }

  String project() {
    return project;
  }

  /** Does what only reads. */
  int reading(Work work) throws IOException {
    try (EventStore trail = location.open()) {
      return done(trail, work);
    }
  }

  /** Does what changes something, or sends it. */
  int writing(Work work) throws IOException {
    try (EventStore trail = location.openForWriting()) {
      return done(trail, work);
    }
  }

  /** An argument that is refused is a wrong usage. */
  private int done(EventStore trail, Work work) throws IOException {
    Path keyFile = key == null ? location.beside("webhooks.key", ".key") : key;
    try {
      return work.run(WebhookStore.in(trail, SecretVault.inFile(keyFile)));
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(refused.getMessage()), refused);
    }
  }
}
