package io.tidings.event.webhooks;

import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that delivers until it is killed: {@code DispatchingProcess TRAIL WEBHOOKS KEY}. */
final class DispatchingProcess {

  private DispatchingProcess() {}

  public static void main(String[] args) throws IOException {
    EventStore trail = EventStore.builder(Path.of(args[0])).readOnly().open();
    WebhookStore store = WebhookStore.open(Path.of(args[1]), SecretVault.inFile(Path.of(args[2])));
    try (WebhookDispatcher dispatcher =
        WebhookDispatcher.builder(trail, store)
            .policy(OutboundPolicy.standard().allowingLoopback())
            .pollInterval(Duration.ofMillis(5))
            .start()) {
      System.out.println("started");
      System.in.read();
    }
  }

  static Process start(Path trail, Path webhooks, Path key) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DispatchingProcess.class.getName(),
            trail.toString(),
            webhooks.toString(),
            key.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
