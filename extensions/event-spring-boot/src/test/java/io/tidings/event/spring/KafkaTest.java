package io.tidings.event.spring;

import static io.tidings.event.spring.Shop.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.json.CloudEventEnvelope;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.kafka.KafkaRelay;
import io.tidings.event.spring.examples.Brokers;
import io.tidings.event.spring.internal.KafkaSourceLifecycle;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/** The properties of Kafka, and the relay to a channel. No broker is reached. */
class KafkaTest {

  private static final String TOPIC = "tidings.kafka.relay.topic=audit";
  private static final String SERVERS = "spring.kafka.bootstrap-servers=localhost:1";

  @TempDir Path folder;

  private ApplicationContextRunner application(String... properties) {
    return new ApplicationContextRunner()
        .withPropertyValues(
            AutoConfigurationTest.NO_DATABASE,
            "tidings.trail.url=file:" + folder.resolve("trail.db"))
        .withPropertyValues(properties)
        .withUserConfiguration(Plain.class);
  }

  @Test
  void relay_starts_with_its_topic() {
    application(
            TOPIC,
            SERVERS,
            "tidings.kafka.origin=//orders.example/trail",
            "tidings.kafka.relay.name=siem",
            "tidings.kafka.relay.mode=structured",
            "tidings.kafka.relay.schema=https://orders.example/events.schema.json",
            "tidings.kafka.properties.linger.ms=50")
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(KafkaRelay.class);
              assertThat(context.getBean(KafkaRelay.class).name()).isEqualTo("siem");
              assertThat(context).doesNotHaveBean(KafkaSourceLifecycle.class);
            });
  }

  @Test
  void nothing_starts_without_properties_or_library_or_trail() {
    application(SERVERS).run(context -> assertThat(context).doesNotHaveBean(KafkaRelay.class));
    application(TOPIC, SERVERS)
        .withClassLoader(new FilteredClassLoader("io.tidings.event.kafka", "org.apache.kafka"))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("tidingsKafkaRelay"));
    application(TOPIC, SERVERS, "tidings.trail.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaRelay.class));
  }

  @Test
  void customizer_and_a_relay_of_the_application_take_precedence() {
    application(TOPIC, SERVERS)
        .withUserConfiguration(Customized.class, Brokers.Relayed.class)
        .run(context -> assertThat(context.getBean(KafkaRelay.class).name()).isEqualTo("mine"));
    application(TOPIC, SERVERS)
        .withUserConfiguration(Own.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(KafkaRelay.class);
              assertThat(context.getBean(KafkaRelay.class).name()).isEqualTo("own");
            });
  }

  @Test
  void source_starts_with_its_topics() {
    application(
            "tidings.kafka.bootstrap-servers=localhost:1,localhost:2",
            "tidings.kafka.source.topics=audit,orders",
            "tidings.kafka.source.group=billing",
            "tidings.kafka.origin=//billing.example/trail")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(KafkaSourceLifecycle.class).isRunning()).isTrue();
              context.getBean(KafkaSourceLifecycle.class).stop();
              assertThat(context.getBean(KafkaSourceLifecycle.class).isRunning()).isFalse();
            });
  }

  @Test
  void missing_and_wrong_properties_are_named() {
    application(TOPIC)
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("tidings.kafka.bootstrap-servers"));
    application(TOPIC, SERVERS, "tidings.kafka.relay.mode=xml")
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .hasStackTraceContaining(
                        "tidings.kafka.relay.mode must be binary or structured"));
    application(SERVERS, "tidings.kafka.source.topics=audit")
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("tidings.kafka.source.group"));
    application(TOPIC, SERVERS, "tidings.kafka.properties.acks=0")
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("acks must be all"));
  }

  @Test
  void events_are_sent_to_a_channel_as_cloud_events() {
    DirectChannel channel = new DirectChannel();
    Queue<Message<?>> messages = new ConcurrentLinkedQueue<>();
    AtomicInteger refusals = new AtomicInteger(2);
    channel.subscribe(
        message -> {
          if (refusals.getAndDecrement() > 0) {
            throw new IllegalStateException("the broker is away");
          }
          messages.add(message);
        });
    try (EventStore trail = EventStore.open(folder.resolve("trail.db"))) {
      List<DomainEvent> events = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        events.add(DomainEvent.root(PLACED).sessionId("s-1").detail("n", i).build());
      }
      trail.append(events);
      Delivery relay = Brokers.relay(trail, channel);
      assertThat(relay.flush(Duration.ofSeconds(30))).isTrue();
      relay.close();
      assertThat(messages.stream().map(KafkaTest::read).map(CloudEventEnvelope::event))
          .containsExactlyElementsOf(events);
      Message<?> first = Objects.requireNonNull(messages.peek());
      assertThat(first.getHeaders())
          .containsEntry(MessageHeaders.CONTENT_TYPE, CloudEventJson.MEDIA_TYPE)
          .containsEntry(MessageChannelRelay.PARTITION_KEY, " s-1");
      assertThat(read(first).isFrom(URI.create("//orders.example/trail"))).isTrue();
      assertThat(trail.deadLetters("rabbit").count()).isZero();
    }
  }

  private static CloudEventEnvelope read(Message<?> message) {
    return CloudEventJson.standard().read((byte[]) message.getPayload());
  }

  @Test
  void channel_that_accepts_nothing_makes_dead_letters() {
    try (EventStore trail = EventStore.open(folder.resolve("trail.db"))) {
      trail.append(DomainEvent.of(PLACED));
      Delivery relay =
          trail.deliver(
              "rabbit",
              EventQuery.platform(),
              DeliveryOptions.perKey(DeliveryKey.NONE).retrying(RetryPolicy.none()),
              new MessageChannelRelay(
                  (message, timeout) -> false, CloudEventJson.standard(), DeliveryKey.NONE));
      assertThat(relay.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(trail.deadLetters("rabbit").list(1))
          .singleElement()
          .extracting(letter -> letter.failure().getMessage())
          .asString()
          .contains("did not accept");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Plain {}

  @Configuration(proxyBeanMethods = false)
  static class Customized {

    @Bean
    KafkaRelayCustomizer renamed() {
      return relay -> relay.name("mine").key(DomainEvent::correlationId);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Own {

    @Bean
    KafkaRelay relay(EventStore trail) {
      return KafkaRelay.builder(trail, Map.of("bootstrap.servers", "localhost:1"))
          .name("own")
          .topic("t")
          .start();
    }
  }
}
