package io.tidings.event.spring.autoconfigure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventCatalog;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.redact.Redactor;
import io.tidings.event.spring.internal.RetentionLifecycle;
import io.tidings.event.spring.internal.listener.DurableListeners;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EventStoreBuilder;
import io.tidings.event.store.StoreTap;
import io.tidings.event.store.spi.StoreObserver;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

/** Auto-configuration of the trail, in a file or in the application's PostgreSQL. */
@AutoConfiguration(
    after = RedactionAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration"
    })
@ConditionalOnClass(EventStore.class)
@ConditionalOnProperty(name = "tidings.trail.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TidingsProperties.class)
class TrailAutoConfiguration {

  /** The trail of the application's DataSource, after Flyway and Liquibase have run. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(EventStore.class)
  @Conditional(LocationCondition.class)
  static class StoreConfiguration {

    @Bean
    TrailLocation tidingsTrailLocation(TidingsProperties properties, ListableBeanFactory beans) {
      return TrailLocation.of(properties.trail().url(), beans);
    }

    @Bean
    @ConditionalOnClass(DependsOnDatabaseInitialization.class)
    @DependsOnDatabaseInitialization
    EventStore tidingsTrail(
        TrailLocation location,
        TidingsProperties properties,
        Redactor redactor,
        ObjectProvider<EventCatalog> catalog,
        ObjectProvider<StoreObserver> observers) {
      EventStoreBuilder builder =
          builder(location).redactor(redactor).busyTimeout(properties.trail().busyTimeout());
      catalog.ifAvailable(builder::catalog);
      observers.orderedStream().forEach(builder::observer);
      return builder.open();
    }

    private static EventStoreBuilder builder(TrailLocation location) {
      Path file = location.file();
      return file != null
          ? EventStore.builder(file)
          : EventStore.builder(requireNonNull(location.connections()));
    }
  }

  /** Returns the trail as a tap, or null if it is an outbox. */
  @Bean
  @Order(0)
  @ConditionalOnBean(EventStore.class)
  @Nullable AsyncTap tidingsTrailTap(
      EventStore trail, EmitMode emits, TidingsProperties properties) {
    return emits.isOutbox()
        ? null
        : AsyncTap.builder(new StoreTap(trail))
            .capacity(properties.trail().queue())
            .overflow(properties.trail().overflow())
            .build();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnBean(EventStore.class)
  DurableListeners tidingsDurableListeners(EventStore trail, TidingsProperties properties) {
    return new DurableListeners(trail, properties.closeTimeout());
  }

  @Bean
  @Lazy(false)
  @ConditionalOnBean(EventStore.class)
  @ConditionalOnProperty("tidings.trail.retention")
  RetentionLifecycle tidingsRetention(EventStore trail, TidingsProperties properties) {
    return new RetentionLifecycle(trail, requireNonNull(properties.trail().retention()));
  }

  /** Matches if there is a location: a URL, or any DataSource. */
  static final class LocationCondition extends AnyNestedCondition {

    LocationCondition() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("tidings.trail.url")
    static class OnUrl {}

    @ConditionalOnBean(DataSource.class)
    static class OnDataSource {}
  }
}
