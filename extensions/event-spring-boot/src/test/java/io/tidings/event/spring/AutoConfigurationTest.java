package io.tidings.event.spring;

import static io.tidings.event.spring.Shop.MAILED;
import static io.tidings.event.spring.Shop.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult.Status;
import io.tidings.event.EventBus;
import io.tidings.event.logging.LoggingTap;
import io.tidings.event.redact.Redactor;
import io.tidings.event.rx.ReactiveEventBus;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
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
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of an application, its trail in a file, and its shutdown. */
class AutoConfigurationTest {

  static final String NO_DATABASE =
      "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure."
          + "DataSourceAutoConfiguration,org.springframework.boot.hibernate.autoconfigure."
          + "HibernateJpaAutoConfiguration";

  @TempDir Path folder;

  private ConfigurableApplicationContext onFile(Class<?> configuration, String... more) {
    List<String> properties = new ArrayList<>(List.of(more));
    properties.add(NO_DATABASE);
    properties.add("tidings.trail.url=file:" + folder.resolve("trail.db"));
    return Started.with(configuration, properties.toArray(String[]::new));
  }

  private long stored() {
    try (EventStore trail = EventStore.open(folder.resolve("trail.db"))) {
      return trail.count(EventQuery.platform());
    }
  }

  @Test
  void reactive_bus_is_the_only_bus() {
    try (var context = onFile(Plain.class)) {
      EventBus bus = context.getBean(EventBus.class);

      assertThat(bus).isInstanceOf(ReactiveEventBus.class);
      assertThat(context.getBeanNamesForType(LoggingTap.class)).hasSize(1);
    }
  }

  @Test
  void plain_bus_without_the_stream_module() {
    new ApplicationContextRunner()
        .withClassLoader(new FilteredClassLoader(ReactiveEventBus.class))
        .withPropertyValues(NO_DATABASE)
        .withUserConfiguration(Plain.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(EventBus.class);
              assertThat(context.getBean(EventBus.class)).isNotInstanceOf(ReactiveEventBus.class);
            });
  }

  @Test
  void events_reach_a_file_before_the_shutdown_ends() {
    try (var context = onFile(Plain.class)) {
      EventBus bus = context.getBean(EventBus.class);
      for (int i = 0; i < 100; i++) {
        bus.emit(bus.events().root(PLACED).build());
      }
    }

    assertThat(stored()).isEqualTo(100);
  }

  @Test
  void bus_without_a_database_has_no_trail() {
    try (var context = Started.with(Plain.class, NO_DATABASE)) {
      assertThat(context.getBeansOfType(EventStore.class)).isEmpty();
      assertThat(context.getBean(EventBus.class).emit(DomainEvent.of(PLACED)).status())
          .isEqualTo(Status.DONE);
    }
  }

  @Test
  void trail_is_switched_off() {
    try (var context = onFile(Plain.class, "tidings.trail.enabled=false")) {
      assertThat(context.getBeansOfType(EventStore.class)).isEmpty();
    }
  }

  @Test
  void log_is_switched_off() {
    try (var context = onFile(Plain.class, "tidings.logging.enabled=false")) {
      assertThat(context.getBeansOfType(LoggingTap.class)).isEmpty();
    }
  }

  @Test
  void keys_of_the_host_are_masked_in_the_trail() {
    try (var context = onFile(Plain.class, "tidings.redaction.keys=iban")) {
      EventBus bus = context.getBean(EventBus.class);
      bus.emit(bus.events().root(PLACED).detail("iban", "DE02").detail("city", "Ulm").build());
    }

    try (EventStore trail = EventStore.open(folder.resolve("trail.db"))) {
      assertThat(trail.list(EventQuery.platform()).get(0).event().details())
          .containsEntry("iban", Redactor.MASK)
          .containsEntry("city", "Ulm");
    }
  }

  @Test
  void taps_of_the_host_receive_events() {
    try (var context = onFile(Tapped.class)) {
      DomainEvent event = DomainEvent.of(PLACED);
      context.getBean(EventBus.class).emit(event);

      assertThat(context.getBean(Tapped.class).received).containsExactly(event);
    }
  }

  @Test
  void bus_of_the_host_replaces_the_other() {
    try (var context = onFile(Own.class)) {
      assertThat(context.getBeansOfType(EventBus.class)).containsOnlyKeys("ownBus");
    }
  }

  @Test
  void paused_context_keeps_its_bus_open() {
    try (var context = onFile(Plain.class)) {
      EventBus bus = context.getBean(EventBus.class);

      context.pause();
      assertThat(bus.emit(DomainEvent.of(PLACED)).status()).isEqualTo(Status.DONE);
      context.restart();

      assertThat(bus.emit(DomainEvent.of(MAILED)).status()).isEqualTo(Status.DONE);
    }

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void stopped_context_flushes_its_bus_and_keeps_it_open() {
    try (var context = onFile(Plain.class)) {
      EventBus bus = context.getBean(EventBus.class);
      bus.emit(DomainEvent.of(PLACED));

      context.stop();
      assertThat(context.getBean(EventStore.class).count(EventQuery.platform())).isEqualTo(1);
      context.start();

      assertThat(bus.emit(DomainEvent.of(MAILED)).status()).isEqualTo(Status.DONE);
    }

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void bus_is_open_while_later_phases_stop_and_closed_before_beans_are_destroyed() {
    List<Object> seen = new ArrayList<>();
    ConfigurableApplicationContext context = onFile(Phases.class);
    Phases phases = context.getBean(Phases.class);
    phases.bus = context.getBean(EventBus.class);
    phases.seen = seen;

    context.close();

    assertThat(seen).containsExactly("server", Status.DONE, "destroyed", Status.CLOSED);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void expired_events_are_removed() throws Exception {
    try (EventStore trail =
        EventStore.builder(folder.resolve("trail.db"))
            .clock(() -> java.time.Instant.now().minus(Duration.ofDays(40)))
            .open()) {
      trail.append(DomainEvent.of(PLACED));
    }

    try (var context = onFile(Plain.class, "tidings.trail.retention=31d")) {
      EventStore trail = context.getBean(EventStore.class);
      org.awaitility.Awaitility.await()
          .untilAsserted(() -> assertThat(trail.count(EventQuery.platform())).isZero());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Plain {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Tapped {
    final List<DomainEvent> received = new ArrayList<>();

    @Bean
    EventTap ownTap() {
      return received::add;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Own {
    @Bean
    EventBus ownBus() {
      return EventBus.create();
    }
  }

  /** A bean in the phase of a web server, and the order of what it sees. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Phases implements org.springframework.beans.factory.DisposableBean {
    EventBus bus = EventBus.noop();
    List<Object> seen = new ArrayList<>();

    @Bean
    SmartLifecycle server() {
      return new SmartLifecycle() {
        private boolean running;

        @Override
        public void start() {
          running = true;
        }

        @Override
        public void stop() {
          running = false;
          seen.add("server");
          seen.add(bus.emit(DomainEvent.of(PLACED)).status());
        }

        @Override
        public boolean isRunning() {
          return running;
        }

        @Override
        public int getPhase() {
          return SmartLifecycle.DEFAULT_PHASE - 2048;
        }
      };
    }

    @Override
    public void destroy() {
      seen.add("destroyed");
      seen.add(bus.emit(DomainEvent.of(PLACED)).status());
    }
  }
}
