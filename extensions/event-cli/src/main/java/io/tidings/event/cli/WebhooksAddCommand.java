package io.tidings.event.cli;

import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.webhooks.AuthMode;
import io.tidings.event.webhooks.SubscriptionSpec;
import io.tidings.event.webhooks.WebhookEventType;
import io.tidings.event.webhooks.WebhookStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code webhooks add}: a new subscription. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = "Create a subscription and print its secret, which is not printed again.")
final class WebhooksAddCommand implements Callable<Integer> {

  private final Writer writer;
  private final InputStream in;

  @Mixin private WebhooksLocation location = new WebhooksLocation();

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "Set the URL of the receiver.")
  private String url = "";

  @Option(names = "--name", paramLabel = "NAME", description = "Set a display name.")
  private @Nullable String name;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Deliver events of this type; may be repeated. By default all.")
  private List<String> types = List.of();

  @Option(
      names = "--authorization",
      description = "Send the secret as the Authorization header instead of a signature.")
  private boolean authorization;

  @Option(
      names = "--secret-stdin",
      description =
          "Read the secret, 24 to 256 characters, from the first line of the input; by default one"
              + " is generated.")
  private boolean secretFromInput;

  WebhooksAddCommand(Writer writer, InputStream in) {
    this.writer = writer;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    String secret = secretFromInput ? firstLine() : null;
    return location.write(
        webhooks -> {
          WebhookStore.Created created = webhooks.create(location.project(), spec(), secret);
          Output output = new Output(writer);
          output.line(Line.columns("id", created.subscription().id()));
          if (!secretFromInput) {
            output.line(Line.columns("secret", created.secret()));
          }
          output.end();
          return ExitCode.OK;
        });
  }

  private SubscriptionSpec spec() {
    return SubscriptionSpec.to(url)
        .withName(name)
        .withAuthMode(authorization ? AuthMode.AUTHORIZATION : AuthMode.SIGNATURE)
        .withEventTypes(types.stream().map(WebhookEventType::fromId).collect(Collectors.toSet()));
  }

  private String firstLine() throws IOException {
    String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
