package io.tidings.event.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.core.annotation.AliasFor;

/**
 * A {@link io.tidings.event.testkit.RecordingEventBus} in place of the application's bus, also in a
 * {@code @SpringBootTest}. The parameters of {@link TidingsTest} are available.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
@ExtendWith(RecordingExtension.class)
public @interface AutoConfigureRecording {

  /** Returns auto-configuration classes that do not apply. */
  @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
  Class<?>[] exclude() default {};
}
