package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventCatalog;
import io.tidings.event.logging.LoggingTap;
import io.tidings.event.redact.Redactor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Auto-configuration of the redactor and of the log of events. */
@AutoConfiguration
@ConditionalOnClass(Redactor.class)
@EnableConfigurationProperties(TidingsProperties.class)
class RedactionAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Redactor tidingsRedactor(TidingsProperties properties, ObjectProvider<EventCatalog> catalog) {
    Redactor redactor =
        Redactor.standard().maskingKeys(properties.redaction().keys().toArray(String[]::new));
    EventCatalog known = catalog.getIfAvailable();
    return known == null ? redactor : redactor.withCatalog(known);
  }

  @Bean
  @Order(-100)
  @ConditionalOnProperty(name = "tidings.logging.enabled", matchIfMissing = true)
  @ConditionalOnMissingBean
  LoggingTap tidingsLoggingTap(Redactor redactor) {
    return LoggingTap.standard().withRedactor(redactor);
  }
}
