package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventBus;
import io.tidings.event.PayloadKind;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.spring.internal.listener.DurableTarget;
import io.tidings.event.spring.internal.listener.ListenerRegistrar;
import io.tidings.event.spring.internal.listener.SpringEventRelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Auto-configuration of listener methods and of the bridge to the events of Spring. */
@AutoConfiguration(after = BusAutoConfiguration.class)
@ConditionalOnBean(EventBus.class)
class ListenersAutoConfiguration {

  private static final int LETTERS = 1_000;

  @Bean
  @ConditionalOnMissingBean(DeadLetterHandler.class)
  DeadLetters tidingsDeadLetters() {
    return DeadLetters.keeping(LETTERS);
  }

  @Bean
  @Lazy(false)
  static ListenerRegistrar tidingsListeners(
      ConfigurableListableBeanFactory beans,
      ObjectProvider<EventBus> bus,
      ObjectProvider<PayloadKind<?>> kinds,
      ObjectProvider<DeadLetterHandler> deadLetters,
      ObjectProvider<DurableTarget> durable) {
    return new ListenerRegistrar(beans, bus, kinds, deadLetters, durable);
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty("tidings.spring-events.bridge")
  SpringEventRelay tidingsSpringEvents(
      ObjectProvider<EventBus> bus,
      ObjectProvider<PayloadKind<?>> kinds,
      ApplicationEventPublisher publisher,
      TidingsProperties properties) {
    SpringEventBridge bridge = properties.springEvents().bridge();
    return new SpringEventRelay(bus, kinds, publisher, bridge.toSpring(), bridge.fromSpring());
  }
}
