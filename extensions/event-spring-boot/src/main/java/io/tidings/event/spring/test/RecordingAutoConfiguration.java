package io.tidings.event.spring.test;

import io.tidings.event.EventFactory;
import io.tidings.event.spi.FailureListener;
import io.tidings.event.testkit.RecordingEventBus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the recording bus of a test. */
@AutoConfiguration(beforeName = "io.tidings.event.spring.autoconfigure.BusAutoConfiguration")
class RecordingAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  RecordingEventBus tidingsRecordingBus(EventFactory events, FailureListener failures) {
    return RecordingEventBus.create(options -> options.events(events).failureListener(failures));
  }
}
