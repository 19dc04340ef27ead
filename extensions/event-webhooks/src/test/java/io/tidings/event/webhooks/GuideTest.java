package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.webhooks.examples.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verification examples of the guide, run against a real delivery. */
class GuideTest extends WebhooksTest {

  private Receiver.Request delivery;

  @BeforeEach
  void deliver() throws IOException {
    Receiver receiver = closing(Receiver.answering(200));
    WebhookStore store = openStore();
    subscribe(store, SubscriptionSpec.to(receiver.url()));
    trail().append(event(EventType.TRACES_FETCHED).detail("text", "Grüße 世界 'x' \"y\"").build());
    turns(store).settle();
    delivery = receiver.only();
  }

  private String signature() {
    return delivery.header(WebhookSignature.HEADER);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  @Test
  void java_verifies_a_delivery() throws Exception {
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);

    assertThat(Verification.isGenuine(SECRET, signature(), body, clock.instant())).isTrue();
    assertThat(Verification.isGenuine("another secret", signature(), body, clock.instant()))
        .isFalse();
    assertThat(Verification.isGenuine(SECRET, signature(), body, clock.instant().plusSeconds(301)))
        .isFalse();
    assertThat(Verification.isGenuine(SECRET, "none", body, clock.instant())).isFalse();
  }

  @Test
  void python_verifies_a_delivery() throws Exception {
    Path script = directory.resolve("verify.py");
    Files.writeString(
        script,
        example("python")
            + "\n"
            + "import sys\n"
            + "secret, header, now, file = sys.argv[1:]\n"
            + "sys.exit(0 if is_genuine(secret, header, open(file, 'rb').read(), int(now)) else"
            + " 1)\n");

    assertVerifies(
        (secret, header, now, body) ->
            new ProcessBuilder(
                "python3", script.toString(), secret, header, String.valueOf(now), body));
  }

  @Test
  void a_shell_verifies_a_delivery() throws Exception {
    Path script = directory.resolve("verify.sh");
    Files.writeString(script, example("sh") + "\n");

    assertVerifies(
        (secret, header, now, body) -> {
          ProcessBuilder process = new ProcessBuilder("sh", script.toString());
          process
              .environment()
              .putAll(
                  Map.of(
                      "secret", secret,
                      "signature", header,
                      "now", String.valueOf(now),
                      "body", body));
          return process;
        });
  }

  private interface Verifier {
    ProcessBuilder with(String secret, String header, long now, String body);
  }

  private void assertVerifies(Verifier verifier) throws Exception {
    Path body = directory.resolve("body.json");
    Files.writeString(body, delivery.body());
    Path other = directory.resolve("other.json");
    Files.writeString(other, delivery.body().replace("世", "全"));
    String file = body.toString();

    assertThat(run(verifier.with(SECRET, signature(), now(), file))).isZero();
    assertThat(run(verifier.with(SECRET, signature(), now() + 300, file))).isZero();
    assertThat(run(verifier.with(SECRET, signature(), now() + 301, file))).isNotZero();
    assertThat(run(verifier.with(SECRET, signature(), now() - 301, file))).isNotZero();
    assertThat(run(verifier.with("another secret", signature(), now(), file))).isNotZero();
    assertThat(run(verifier.with(SECRET, signature(), now(), other.toString()))).isNotZero();
  }

  private static int run(ProcessBuilder process) throws Exception {
    Process running = process.redirectErrorStream(true).start();
    running.getInputStream().transferTo(System.out);
    return running.waitFor();
  }

  private static String example(String language) throws IOException {
    String guide = Files.readString(Path.of("../../docs/guide/webhooks.md"));
    Matcher block =
        Pattern.compile("```" + language + "\\R(.*?)\\R```", Pattern.DOTALL).matcher(guide);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
