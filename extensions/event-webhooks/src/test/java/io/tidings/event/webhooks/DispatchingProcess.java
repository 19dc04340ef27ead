package io.tidings.event.webhooks;

import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.nio.file.Path;

/** A process that dispatches until it is killed: {@code DispatchingProcess TRAIL KEY}. */
final class DispatchingProcess {

  private DispatchingProcess() {}

  public static void main(String[] args) throws IOException {
    try (EventStore trail = EventStore.open(Path.of(args[0]));
        WebhookDispatcher dispatcher =
            WebhookDispatcher.builder(WebhookStore.in(trail, SecretVault.inFile(Path.of(args[1]))))
                .policy(OutboundPolicy.standard().allowingLoopback())
                .start()) {
      System.out.println("started");
      System.in.read();
    }
  }

  static Process start(Path trail, Path key) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DispatchingProcess.class.getName(),
            trail.toString(),
            key.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
