package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.observe.BusObserver;
import io.tidings.event.observe.micrometer.BusMeters;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The meters and observers of an application. */
class MetersTest {

  @TempDir private Path folder;

  private ConfigurableApplicationContext start(Class<?> configuration) {
    return Started.with(
        configuration,
        AutoConfigurationTest.NO_DATABASE,
        "tidings.trail.url=file:" + folder.resolve("trail.db"));
  }

  private static List<String> names(MeterRegistry registry) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .map(Meter.Id::getName)
        .filter(name -> name.startsWith("tidings."))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void meters_of_bus_trail_queue_and_follower_are_registered() {
    try (var context = start(Metered.class)) {
      EventBus bus = context.getBean(EventBus.class);
      bus.emit(DomainEvent.of(Shop.PLACED));
      assertThat(bus.flush(Duration.ofSeconds(30))).isTrue();
      MeterRegistry registry = context.getBean(MeterRegistry.class);

      assertThat(names(registry))
          .contains(
              "tidings.events.emitted",
              "tidings.handler",
              "tidings.subscription.delivered",
              "tidings.tap.pending",
              "tidings.trail.append",
              "tidings.trail.deliveries",
              "tidings.follower.lag");
      assertThat(
              registry
                  .get("tidings.subscription.delivered")
                  .tag("subscription", "listener.on")
                  .functionCounter()
                  .count())
          .isEqualTo(1);
      assertThat(registry.get("tidings.trail.append").timer().count()).isEqualTo(1);
      assertThat(registry.get("tidings.events.emitted").functionCounter().count()).isEqualTo(1);
    }
  }

  @Test
  void application_without_a_registry_has_no_meters() {
    new ApplicationContextRunner()
        .withPropertyValues(
            AutoConfigurationTest.NO_DATABASE
                + ",org.springframework.boot.micrometer.metrics.autoconfigure."
                + "CompositeMeterRegistryAutoConfiguration",
            "management.simple.metrics.export.enabled=false")
        .withUserConfiguration(Observed.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(EventBus.class);
              assertThat(context.getBean(Observed.class).notes).containsExactly("observed");
            });
  }

  @Test
  void application_without_micrometer_or_the_module_has_a_bus() {
    for (String absent : List.of("io.micrometer.core", "io.tidings.event.observe")) {
      new ApplicationContextRunner()
          .withClassLoader(new FilteredClassLoader(absent))
          .withPropertyValues(AutoConfigurationTest.NO_DATABASE)
          .withUserConfiguration(AutoConfigurationTest.Plain.class)
          .run(
              context -> {
                assertThat(context).hasNotFailed().hasSingleBean(EventBus.class);
                assertThat(context).doesNotHaveBean(BusMeters.class);
              });
    }
  }

  @Test
  void registry_of_the_host_alone_has_the_meters() {
    try (var context = start(OwnRegistry.class)) {
      context.getBean(EventBus.class).emit(DomainEvent.of(Shop.PLACED));

      assertThat(names(context.getBean("own", MeterRegistry.class)))
          .contains("tidings.events.emitted", "tidings.trail.deliveries");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Metered {

    @Bean
    Listener listener() {
      return new Listener();
    }

    @Bean
    Follower mirror(EventStore trail) {
      return trail.follow(EventQuery.platform(), Cursor.start(), stored -> {});
    }
  }

  @Component
  static class Listener {
    @OnEvent(kinds = "order.placed")
    void on(DomainEvent event) {
      assertThat(event.is(Shop.PLACED)).isTrue();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Observed {
    final List<String> notes = new ArrayList<>();

    @Bean
    BusObserver noting() {
      return bus -> {
        notes.add("observed");
        return bus;
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class OwnRegistry {
    @Bean
    MeterRegistry own() {
      return new SimpleMeterRegistry();
    }
  }
}
