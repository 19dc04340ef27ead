package io.tidings.event.spring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.observe.BusObserver;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.observe.micrometer.BusMeters;
import io.tidings.event.observe.micrometer.LagMeters;
import io.tidings.event.observe.micrometer.TapMeters;
import io.tidings.event.observe.micrometer.TrailMeters;
import io.tidings.event.spring.internal.BusWrapper;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the observers of the bus, and of meters if the application has a registry.
 */
@AutoConfiguration(
    after = TrailAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure."
          + "CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple."
          + "SimpleMetricsExportAutoConfiguration"
    })
@ConditionalOnClass(ObservedEventBus.class)
class ObserveAutoConfiguration {

  /** Wraps the bus itself: events of a transaction count when they are dispatched. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  BusWrapper tidingsObservers(ObjectProvider<BusObserver> observers) {
    return bus -> ObservedEventBus.wrap(bus, observers.orderedStream().toArray(BusObserver[]::new));
  }

  /** The meters of an application with a registry. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  @ConditionalOnBean(MeterRegistry.class)
  static class MetersConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BusMeters tidingsBusMeters() {
      return BusMeters.create();
    }

    @Bean
    @ConditionalOnMissingBean
    TrailMeters tidingsTrailMeters() {
      return TrailMeters.create();
    }

    @Bean
    @ConditionalOnBean(EventStore.class)
    @ConditionalOnMissingBean
    LagMeters tidingsLagMeters(EventStore trail, Map<String, Follower> followers) {
      LagMeters meters = LagMeters.of(trail);
      followers.forEach(meters::follower);
      return meters;
    }

    /** Binds the meters where Boot does not; binding twice has no effect. */
    @Bean
    @Lazy(false)
    SmartInitializingSingleton tidingsMeterBinding(
        ObjectProvider<MeterRegistry> registries,
        BusMeters bus,
        TrailMeters trail,
        ObjectProvider<LagMeters> lag,
        Map<String, AsyncTap> taps) {
      return () -> {
        MeterRegistry registry = registries.getIfUnique();
        if (registry != null) {
          bind(registry, bus, trail);
          lag.ifAvailable(meters -> bind(registry, meters));
          taps.forEach((name, tap) -> bind(registry, TapMeters.of(name, tap)));
        }
      };
    }

    private static void bind(MeterRegistry registry, MeterBinder... meters) {
      for (MeterBinder each : meters) {
        each.bindTo(registry);
      }
    }
  }
}
