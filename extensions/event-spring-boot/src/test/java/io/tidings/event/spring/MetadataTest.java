package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of the properties, which editors show. */
class MetadataTest {

  private static JsonNode metadata() throws IOException {
    try (InputStream file =
        TransactionMode.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      assertThat(file).isNotNull();
      return new JsonMapper().readTree(file);
    }
  }

  @Test
  void each_property_has_a_type_and_a_description() throws IOException {
    JsonNode properties = metadata().get("properties");

    assertThat(properties.valueStream().map(property -> property.get("name").asString()))
        .contains(
            "tidings.trail.url",
            "tidings.trail.queue",
            "tidings.trail.overflow",
            "tidings.trail.retention",
            "tidings.transactions.mode",
            "tidings.logging.enabled",
            "tidings.redaction.keys",
            "tidings.scope.project-header",
            "tidings.spring-events.bridge",
            "tidings.kafka.bootstrap-servers",
            "tidings.kafka.origin",
            "tidings.kafka.properties",
            "tidings.kafka.relay.topic",
            "tidings.kafka.source.topics");
    assertThat(properties.valueStream())
        .allSatisfy(
            property -> {
              assertThat(property.has("type")).as("%s", property).isTrue();
              assertThat(property.has("description")).as("%s", property).isTrue();
            });
  }
}
