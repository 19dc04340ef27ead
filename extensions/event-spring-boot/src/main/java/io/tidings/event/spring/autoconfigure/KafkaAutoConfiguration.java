package io.tidings.event.spring.autoconfigure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.kafka.CloudEventMode;
import io.tidings.event.kafka.KafkaEventSource;
import io.tidings.event.kafka.KafkaRelay;
import io.tidings.event.spring.KafkaRelayCustomizer;
import io.tidings.event.spring.internal.KafkaSourceLifecycle;
import io.tidings.event.store.EventStore;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Auto-configuration of the exchange of events with other hosts over Kafka. */
@AutoConfiguration(after = {TrailAutoConfiguration.class, BusAutoConfiguration.class})
@ConditionalOnClass(KafkaRelay.class)
@ConditionalOnBean(EventStore.class)
@EnableConfigurationProperties(TidingsProperties.class)
class KafkaAutoConfiguration {

  private static final String SERVERS = "bootstrap.servers";

  /**
   * Returns the relay of the trail, which the destruction of the context closes before the trail.
   */
  @Bean(destroyMethod = "close")
  @Lazy(false)
  @ConditionalOnMissingBean
  @ConditionalOnProperty("tidings.kafka.relay.topic")
  KafkaRelay tidingsKafkaRelay(
      EventStore trail,
      TidingsProperties properties,
      Environment environment,
      ObjectProvider<EventCatalog> catalog,
      ObjectProvider<KafkaRelayCustomizer> customizers) {
    TidingsProperties.Kafka kafka = properties.kafka();
    KafkaRelay.Builder relay =
        KafkaRelay.builder(trail, settings(kafka, environment))
            .name(kafka.relay().name())
            .topic(requireNonNull(kafka.relay().topic()))
            .mode(mode(kafka.relay().mode()));
    if (kafka.origin() != null) {
      relay.source(kafka.origin());
    }
    if (kafka.relay().schema() != null) {
      relay.schema(catalog.getIfUnique(EventCatalog::standard), kafka.relay().schema());
    }
    customizers.orderedStream().forEach(customizer -> customizer.customize(relay));
    return relay.start();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty("tidings.kafka.source.topics")
  KafkaSourceLifecycle tidingsKafkaSource(
      EventBus bus,
      EventStore trail,
      TidingsProperties properties,
      Environment environment,
      ObjectProvider<EventCatalog> catalog) {
    TidingsProperties.Kafka kafka = properties.kafka();
    Map<String, String> settings = settings(kafka, environment);
    settings.put("group.id", required(kafka.source().group(), "tidings.kafka.source.group"));
    KafkaEventSource.Builder source =
        KafkaEventSource.builder(bus, trail, settings)
            .name(kafka.source().name())
            .origin(required(kafka.origin(), "tidings.kafka.origin"))
            .topics(kafka.source().topics().toArray(String[]::new));
    catalog.ifUnique(source::catalog);
    return new KafkaSourceLifecycle(source);
  }

  private static <T> T required(@Nullable T value, String property) {
    if (value == null) {
      throw new IllegalArgumentException(
          property + " must be set if tidings.kafka.source.topics is");
    }
    return value;
  }

  private static CloudEventMode mode(String text) {
    try {
      return CloudEventMode.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "tidings.kafka.relay.mode must be binary or structured, but is " + text, unknown);
    }
  }

  private static Map<String, String> settings(
      TidingsProperties.Kafka kafka, Environment environment) {
    Map<String, String> settings = new HashMap<>(kafka.properties());
    List<String> servers = kafka.bootstrapServers();
    String known =
        servers.isEmpty()
            ? environment.getProperty("spring.kafka.bootstrap-servers")
            : String.join(",", servers);
    if (known != null) {
      settings.put(SERVERS, known);
    }
    if (!settings.containsKey(SERVERS)) {
      throw new IllegalArgumentException(
          "tidings.kafka.bootstrap-servers or spring.kafka.bootstrap-servers must be set");
    }
    return settings;
  }
}
