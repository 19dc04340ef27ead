package io.tidings.event.kafka.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.kafka.KafkaRelay;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

final class AuditRelay {

  private AuditRelay() {}

  public static void main(String[] args) throws IOException {
    try (EventStore trail = EventStore.open(Path.of(args[0]));
        KafkaRelay relay = start(trail, Map.of("bootstrap.servers", args[1]))) {
      System.out.println(relay.delivery().describe());
      int unused = System.in.read();
    }
  }

  static KafkaRelay start(EventStore trail, Map<String, Object> kafka) {
    return KafkaRelay.builder(trail, kafka)
        .name("siem")
        .source(URI.create("//orders.example/trail"))
        .topic("audit")
        .key(DomainEvent::sessionId)
        .start();
  }
}
