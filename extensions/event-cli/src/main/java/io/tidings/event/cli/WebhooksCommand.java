package io.tidings.event.cli;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.webhooks.OutboundPolicy;
import io.tidings.event.webhooks.WebhookDelivery;
import io.tidings.event.webhooks.WebhookSender;
import io.tidings.event.webhooks.WebhookSubscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code webhooks}: subscriptions and deliveries, as lines of tab-separated columns.
 */
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Manage webhook subscriptions and inspect deliveries.")
final class WebhooksCommand {

  private final Writer writer;

  private WebhooksCommand(Writer writer) {
    this.writer = writer;
  }

  /** Returns the command with its subcommands. */
  static CommandLine create(Writer writer, InputStream in) {
    CommandLine command = new CommandLine(new WebhooksCommand(writer));
    command.addSubcommand(new WebhooksAddCommand(writer, in));
    return command;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List subscriptions: id, state, url, name.")
  int list(@Mixin WebhooksLocation location) throws IOException {
    return location.read(
        webhooks -> lines(webhooks.list(location.project()).stream().map(WebhooksCommand::line)));
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description =
          "Send webhooks.subscriptions.tested to a subscription; exit code 1 if it fails.")
  int test(
      @Mixin WebhooksLocation location,
      @Option(names = "--id", required = true, description = "The id of the subscription.")
          String id,
      @Option(names = "--allow-loopback", description = "Allow a URL of this machine.")
          boolean loopback)
      throws IOException {
    OutboundPolicy standard = OutboundPolicy.standard();
    OutboundPolicy policy = loopback ? standard.allowingLoopback() : standard;
    return location.write(
        webhooks -> {
          try (WebhookSender sender = new WebhookSender(webhooks, policy, null)) {
            WebhookDelivery outcome = sender.test(location.project(), id);
            lines(Stream.of(line(outcome)));
            return outcome.success() ? ExitCode.OK : ExitCode.SOFTWARE;
          }
        });
  }

  @Command(
      name = "deliveries",
      mixinStandardHelpOptions = true,
      description = "List deliveries, the latest first: time, id, type, outcome.")
  int deliveries(
      @Mixin WebhooksLocation location,
      @Option(names = "--id", required = true, description = "The id of the subscription.")
          String id,
      @Option(names = "--limit", defaultValue = "100", description = "List at most this number.")
          int limit)
      throws IOException {
    return location.read(
        webhooks ->
            lines(
                webhooks.deliveries(location.project(), id, limit).stream()
                    .map(WebhooksCommand::line)));
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pause a subscription; events for it remain in the trail.")
  int pause(
      @Mixin WebhooksLocation location,
      @Option(names = "--id", required = true, description = "The id of the subscription.")
          String id)
      throws IOException {
    return location.write(
        webhooks -> lines(Stream.of(line(webhooks.pause(location.project(), id)))));
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Resume a subscription; waiting events are delivered first.")
  int resume(
      @Mixin WebhooksLocation location,
      @Option(names = "--id", required = true, description = "The id of the subscription.")
          String id)
      throws IOException {
    return location.write(
        webhooks -> lines(Stream.of(line(webhooks.resume(location.project(), id)))));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description =
          "Remove a subscription, its secret and its deliveries; exit code 1 if there is none.")
  int remove(
      @Mixin WebhooksLocation location,
      @Option(names = "--id", required = true, description = "The id of the subscription.")
          String id)
      throws IOException {
    return location.write(
        webhooks -> {
          boolean removed = webhooks.remove(location.project(), id);
          lines(Stream.of(Line.of(removed ? "removed" : "there is no such subscription")));
          return removed ? ExitCode.OK : ExitCode.SOFTWARE;
        });
  }

  private static Line line(WebhookSubscription each) {
    return Line.columns(
        each.id(),
        each.isPaused() ? "paused" : "active",
        each.spec().displayUrl(),
        DisplayText.shortened(or(each.spec().name(), "-")));
  }

  private static Line line(WebhookDelivery each) {
    return Line.columns(
        each.finishedAt().toString(),
        each.id(),
        each.eventType(),
        each.success() ? "success" : "failed",
        each.statusCode() == null ? "-" : each.statusCode().toString(),
        DisplayText.shortened(or(each.error(), "-")));
  }

  private static String or(@Nullable String text, String absent) {
    return text == null ? absent : text;
  }

  private int lines(Stream<Line> lines) throws IOException {
    Output output = new Output(writer);
    lines.forEach(output::line);
    output.end();
    return ExitCode.OK;
  }
}
