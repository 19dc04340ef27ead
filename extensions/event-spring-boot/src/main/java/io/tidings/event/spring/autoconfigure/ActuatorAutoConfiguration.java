package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventBus;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.spring.internal.actuate.TidingsEndpoint;
import io.tidings.event.spring.internal.actuate.TrailHealth;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the endpoint and the health of the actuator. */
@AutoConfiguration(after = ListenersAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(EventBus.class)
class ActuatorAutoConfiguration {

  /** The endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
  @ConditionalOnAvailableEndpoint(TidingsEndpoint.class)
  static class EndpointConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TidingsEndpoint tidingsEndpoint(
        EmitMode emits,
        ObjectProvider<EventBus> bus,
        ObjectProvider<EventStore> trail,
        ObjectProvider<AsyncTap> queue,
        Map<String, Follower> followers,
        ObjectProvider<DeadLetters> deadLetters) {
      String mode = emits.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new TidingsEndpoint(mode, bus, trail, queue, followers, deadLetters);
    }
  }

  /** The health of the trail. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  @ConditionalOnBean(EventStore.class)
  @ConditionalOnEnabledHealthIndicator("tidings")
  static class HealthConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "tidingsHealthIndicator")
    TrailHealth tidingsHealthIndicator(EventStore trail, ObjectProvider<AsyncTap> queue) {
      return new TrailHealth(trail, queue.getIfUnique());
    }
  }
}
