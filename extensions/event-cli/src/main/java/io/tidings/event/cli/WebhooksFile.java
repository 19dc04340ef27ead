package io.tidings.event.cli;

import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.WebhookStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every command about webhooks has: the file, its key, and whose subscriptions. */
final class WebhooksFile {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The file of the webhooks.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The file with the key of its secrets; by default FILE.key.")
  private @Nullable Path key;

  @Option(
      names = "--project",
      paramLabel = "ID",
      required = true,
      description = "The project whose subscriptions are meant.")
  private String project = "";

  String project() {
    return project;
  }

  /** Opens the file that is there. */
  WebhookStore open() {
    if (!Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), "FILE '" + file + "' does not exist");
    }
    return openOrMake();
  }

  /** Opens the file, or makes one. */
  WebhookStore openOrMake() {
    Path keyFile = key == null ? Path.of(file + ".key") : key;
    return WebhookStore.open(file, SecretVault.inFile(keyFile));
  }

  /** Returns what is asked for; an argument that is refused is a wrong usage. */
  <T> T checked(Supplier<T> asked) {
    try {
      return asked.get();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(refused.getMessage()), refused);
    }
  }
}
