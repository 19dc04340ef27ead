package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.rx.ReactiveEventBus;
import io.tidings.event.rx.ReactiveEventBusBuilder;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.spi.IdSource;
import io.tidings.event.spi.ScopeSource;
import io.tidings.event.spi.TraceSource;
import io.tidings.event.spring.internal.BusLifecycle;
import io.tidings.event.spring.internal.BusWrapper;
import io.tidings.event.spring.internal.ContextTaskDecorator;
import io.tidings.event.store.EventStore;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Auto-configuration of the bus: a reactive one if event-rx is there. */
@AutoConfiguration(
    after = {
      RedactionAutoConfiguration.class,
      TrailAutoConfiguration.class,
      TransactionsAutoConfiguration.class
    })
@EnableConfigurationProperties(TidingsProperties.class)
class BusAutoConfiguration {

  /** Returns the factory of events, with the host's clock, ids, scopes, traces and catalogue. */
  @Bean
  @ConditionalOnMissingBean
  EventFactory tidingsEvents(
      ObjectProvider<InstantSource> clock,
      ObjectProvider<IdSource> ids,
      ObjectProvider<ScopeSource> scopes,
      ObjectProvider<TraceSource> traces,
      ObjectProvider<EventCatalog> catalog) {
    EventFactory events = EventFactory.standard();
    events = with(events, clock, EventFactory::withClock);
    events = with(events, ids, EventFactory::withIds);
    events = with(events, scopes, EventFactory::withScopes);
    events = with(events, traces, EventFactory::withTraces);
    return with(events, catalog, EventFactory::withCatalog);
  }

  private static <T> EventFactory with(
      EventFactory events,
      ObjectProvider<T> source,
      BiFunction<EventFactory, T, EventFactory> setting) {
    T unique = source.getIfUnique();
    return unique == null ? events : setting.apply(events, unique);
  }

  @Bean
  @ConditionalOnMissingBean
  FailureListener tidingsFailures() {
    return FailureListener.logging();
  }

  /** Returns the emits' treatment of transactions, which depends on the location of the trail. */
  @Bean
  EmitMode tidingsEmitMode(
      TidingsProperties properties,
      ObjectProvider<TrailLocation> location,
      ObjectProvider<EventStore> trail,
      ListableBeanFactory beans) {
    return EmitMode.of(
        properties.transactions().mode(),
        location.getIfAvailable(),
        trail.getIfAvailable() != null,
        beans);
  }

  /** Returns the list of subscriptions, for operators. */
  @Bean
  @Lazy(false)
  @ConditionalOnSingleCandidate(EventBus.class)
  BusLifecycle tidingsBusLifecycle(EventBus bus, TidingsProperties properties) {
    return new BusLifecycle(bus, properties.closeTimeout());
  }

  private static EventBus wrapped(EventBus bus, ObjectProvider<BusWrapper> wrappers) {
    EventBus result = bus;
    for (BusWrapper wrapper : wrappers.orderedStream().toList()) {
      result = wrapper.apply(result);
    }
    return result;
  }

  @Bean
  @ConditionalOnMissingBean
  ContextTaskDecorator tidingsTaskDecorator() {
    return new ContextTaskDecorator();
  }

  /** The bus of a host with event-rx. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ReactiveEventBus.class)
  @ConditionalOnMissingBean(EventBus.class)
  static class ReactiveConfiguration {

    @Bean(destroyMethod = "close")
    ReactiveEventBus tidingsBus(
        EventFactory events,
        FailureListener failures,
        TidingsProperties properties,
        ObjectProvider<BusWrapper> wrappers,
        ObjectProvider<EventTap> taps) {
      ReactiveEventBusBuilder builder =
          ReactiveEventBus.builder()
              .events(events)
              .failureListener(failures)
              .closeTimeout(properties.closeTimeout())
              .wrapping(bus -> wrapped(bus, wrappers));
      taps.orderedStream().forEach(builder::audit);
      return builder.build();
    }
  }

  /** The bus of a host without event-rx. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass("io.tidings.event.rx.ReactiveEventBus")
  @ConditionalOnMissingBean(EventBus.class)
  static class PlainConfiguration {

    @Bean(destroyMethod = "close")
    EventBus tidingsBus(
        EventFactory events,
        FailureListener failures,
        TidingsProperties properties,
        ObjectProvider<BusWrapper> wrappers,
        ObjectProvider<EventTap> taps) {
      EventBusBuilder builder =
          EventBus.builder()
              .events(events)
              .failureListener(failures)
              .closeTimeout(properties.closeTimeout());
      taps.orderedStream().forEach(builder::tap);
      return wrapped(builder.build(), wrappers);
    }
  }
}
