package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventFactory;
import io.tidings.event.spring.internal.actuate.TrailAuditEvents;
import io.tidings.event.store.EventStore;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the audit events in the trail, with Spring Security. */
@AutoConfiguration(
    after = BusAutoConfiguration.class,
    beforeName = "org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration")
@ConditionalOnClass(
    value = AuditEventRepository.class,
    name = AuditEventsAutoConfiguration.SECURITY)
@ConditionalOnBean(EventStore.class)
class AuditEventsAutoConfiguration {

  /** A class without which Boot's own auto-configuration of audit events fails. */
  static final String SECURITY =
      "org.springframework.security.authentication.event.AbstractAuthenticationEvent";

  @Bean
  @ConditionalOnMissingBean(AuditEventRepository.class)
  TrailAuditEvents tidingsAuditEvents(EventStore trail, EventFactory events) {
    return new TrailAuditEvents(trail, events);
  }
}
