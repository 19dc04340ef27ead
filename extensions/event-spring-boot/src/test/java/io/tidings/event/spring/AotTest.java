package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.PayloadKind;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** The processing ahead of time: the generated context is compiled and started. */
class AotTest {

  record OrderPlaced(String orderId, Address address) {}

  record Address(String city) {}

  private static final String[] PROPERTIES = {
    AutoConfigurationTest.NO_DATABASE, "logging.level.io.tidings.audit=OFF"
  };

  @Test
  @CompileWithForkedClassLoader
  void generated_context_starts_and_has_hints_for_payloads() {
    AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
    TestPropertyValues.of(PROPERTIES).applyTo(source);
    source.register(Application.class);
    TestGenerationContext generation = new TestGenerationContext();

    var name = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
    generation.writeGeneratedContent();

    assertThat(
            RuntimeHintsPredicates.reflection()
                .onType(OrderPlaced.class)
                .and(RuntimeHintsPredicates.reflection().onType(Address.class)))
        .accepts(generation.getRuntimeHints());
    TestCompiler.forSystem()
        .with(generation)
        .compile(
            compiled -> {
              GenericApplicationContext context = new GenericApplicationContext();
              TestPropertyValues.of(PROPERTIES).applyTo(context);
              @SuppressWarnings("unchecked")
              ApplicationContextInitializer<GenericApplicationContext> initializer =
                  compiled.getInstance(ApplicationContextInitializer.class, name.toString());
              initializer.initialize(context);
              context.refresh();
              EventBus bus = context.getBean(EventBus.class);
              assertThat(
                      bus.emit(
                              PayloadKind.of("order.placed", OrderPlaced.class),
                              new OrderPlaced("o-1", new Address("Ulm")))
                          .delivered())
                  .isEqualTo(2);
              context.close();
            });
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    @Bean
    Listener listener() {
      return new Listener();
    }
  }

  static class Listener {
    @OnEvent("order.placed")
    void on(OrderPlaced order) {}

    @OnEvent(category = "order")
    void on(DomainEvent event) {}
  }
}
