package io.tidings.event.cli;

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

/** Makes a subscription. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = "Makes a subscription, and shows its secret, which is not shown again.")
final class WebhooksAddCommand implements Callable<Integer> {

  private final Writer writer;
  private final InputStream in;

  @Mixin private WebhooksLocation location = new WebhooksLocation();

  @Option(names = "--url", paramLabel = "URL", required = true, description = "Where to.")
  private String url = "";

  @Option(names = "--name", paramLabel = "NAME", description = "A name for people.")
  private @Nullable String name;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "A type it is for; several times for several. By default all.")
  private List<String> types = List.of();

  @Option(
      names = "--authorization",
      description = "Send the secret as the Authorization header, and do not sign.")
  private boolean authorization;

  @Option(
      names = "--secret-stdin",
      description = "Read the secret from the first line of the input. By default one is made.")
  private boolean given;

  WebhooksAddCommand(Writer writer, InputStream in) {
    this.writer = writer;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    String secret = given ? firstLine() : null;
    return location.writing(
        webhooks -> {
          WebhookStore.Created made = webhooks.create(location.project(), spec(), secret);
          Output output = new Output(writer);
          output.line("id\t" + made.subscription().id());
          if (!given) {
            output.line("secret\t" + made.secret());
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
