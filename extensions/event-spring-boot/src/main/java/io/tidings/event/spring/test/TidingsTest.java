package io.tidings.event.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Slice of an application with its listeners and a recording bus, without a database and a web
 * server.
 *
 * <pre>{@code
 * @Test
 * void placed_order_is_emitted(@Autowired Orders orders, Scenario scenario) {
 *   scenario
 *       .when(() -> orders.place("o-1"))
 *       .emitted(EventKind.of("order.placed"))
 *       .withDetail("order_id", "o-1");
 * }
 * }</pre>
 *
 * <p>Of the scanned components only those with a method of {@link io.tidings.event.spring.OnEvent}
 * are beans; {@code @Import} or {@link #includeFilters} add others. Test methods may have
 * parameters of the types {@link Scenario}, {@link io.tidings.event.testkit.Recording} and {@link
 * io.tidings.event.testkit.RecordingAssert}: they have the events of their test only, also where
 * tests share a cached context or run in parallel, since each test has a correlation id of its own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@BootstrapWith(TidingsTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(TidingsTypeExcludeFilter.class)
@AutoConfigureRecording
public @interface TidingsTest {

  /** Returns properties of the environment, in the form {@code name=value}. */
  String[] properties() default {};

  /** Returns whether components with listener methods are beans. */
  boolean useDefaultFilters() default true;

  /** Returns filters of further components that are beans. */
  Filter[] includeFilters() default {};

  /** Returns filters of components that are no beans. */
  Filter[] excludeFilters() default {};

  /** Returns auto-configuration classes that do not apply. */
  @AliasFor(annotation = AutoConfigureRecording.class, attribute = "exclude")
  Class<?>[] excludeAutoConfiguration() default {};
}
