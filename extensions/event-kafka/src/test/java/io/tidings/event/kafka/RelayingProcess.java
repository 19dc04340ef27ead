package io.tidings.event.kafka;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.EventStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A process that relays until it is killed: {@code RelayingProcess TRAIL BROKERS TOPIC}. It has the
 * clients of Kafka that the module is compiled with, and not those of the broker.
 */
final class RelayingProcess {

  private RelayingProcess() {}

  public static void main(String[] args) throws IOException {
    try (EventStore trail = EventStore.open(Path.of(args[0]));
        KafkaRelay relay =
            KafkaRelay.builder(trail, Map.of("bootstrap.servers", args[1]))
                .name("killed")
                .topic(args[2])
                .key(DomainEvent::sessionId)
                .lease(Duration.ofSeconds(1))
                .start()) {
      System.out.println("started " + relay.name());
      int unused = System.in.read();
    }
  }

  static Process start(Path trail, String brokers, String topic) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            RelayingProcess.class.getName(),
            trail.toString(),
            brokers,
            topic)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String classPath() {
    String older = System.getProperty("compiled.clients", "");
    List<String> entries = new ArrayList<>();
    Pattern separator = Pattern.compile(Pattern.quote(File.pathSeparator));
    for (String entry : separator.splitAsStream(System.getProperty("java.class.path")).toList()) {
      if (older.isEmpty() || !entry.contains("kafka-clients")) {
        entries.add(entry);
      }
    }
    entries.add(older);
    return String.join(File.pathSeparator, entries);
  }
}
