package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventFactory;
import io.tidings.event.spring.internal.actuate.TrailAuditEvents;
import io.tidings.event.store.EventStore;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AbstractAuditListener;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the audit events in the trail, without Spring Security. It follows Boot's
 * own, which with any repository requires classes of Spring Security, and takes its place.
 */
@AutoConfiguration(
    after = BusAutoConfiguration.class,
    afterName = "org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration",
    beforeName =
        "org.springframework.boot.actuate.autoconfigure.audit.AuditEventsEndpointAutoConfiguration")
@ConditionalOnClass(AuditEventRepository.class)
@ConditionalOnMissingClass(AuditEventsAutoConfiguration.SECURITY)
@ConditionalOnBean(EventStore.class)
@ConditionalOnBooleanProperty(name = "management.auditevents.enabled", matchIfMissing = true)
class PlainAuditEventsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(AuditEventRepository.class)
  TrailAuditEvents tidingsAuditEvents(EventStore trail, EventFactory events) {
    return new TrailAuditEvents(trail, events);
  }

  @Bean
  @ConditionalOnMissingBean(AbstractAuditListener.class)
  AuditListener tidingsAuditListener(AuditEventRepository repository) {
    return new AuditListener(repository);
  }
}
