package io.tidings.event.spring.autoconfigure;

import io.tidings.event.EventCatalog;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.redact.Redactor;
import io.tidings.event.spring.json.EventJacksonModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;

/** Auto-configuration of the wire form of events for Jackson 3. */
@AutoConfiguration(
    after = RedactionAutoConfiguration.class,
    beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JacksonModule.class)
class JsonAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  EventJacksonModule tidingsJson(Redactor redactor, ObjectProvider<EventCatalog> catalog) {
    DomainEventJson form = DomainEventJson.standard();
    EventCatalog known = catalog.getIfAvailable();
    return new EventJacksonModule(known == null ? form : form.withCatalog(known))
        .withRedaction(redactor::redact);
  }
}
