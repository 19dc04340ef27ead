package io.tidings.event.spring;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Starts of an application without a web server, and the analysis of those that fail. */
final class Started {

  private Started() {}

  static ConfigurableApplicationContext with(Class<?> configuration, String... properties) {
    return application(configuration, properties).run();
  }

  private static SpringApplicationBuilder application(
      Class<?> configuration, String... properties) {
    return new SpringApplicationBuilder(configuration)
        .web(WebApplicationType.NONE)
        .properties("spring.main.banner-mode=off", "logging.level.io.tidings.audit=OFF")
        .properties(properties);
  }

  /** Returns the analysis that Boot prints for a start that fails. */
  static String failure(Class<?> configuration, String... properties) {
    SpringApplication application = application(configuration, properties).build();
    try {
      application.run().close();
    } catch (RuntimeException failure) {
      return analysis(failure);
    }
    throw new AssertionError("the application started");
  }

  private static String analysis(Throwable failure) {
    List<FailureAnalyzer> analyzers =
        SpringFactoriesLoader.forDefaultResourceLocation(Started.class.getClassLoader())
            .load(
                FailureAnalyzer.class,
                SpringFactoriesLoader.ArgumentResolver.none(),
                (type, name, problem) -> {});
    for (FailureAnalyzer analyzer : analyzers) {
      FailureAnalysis analysis = analyzer.analyze(failure);
      if (analysis != null) {
        return analysis.getDescription() + "\n" + analysis.getAction();
      }
    }
    throw new AssertionError("no analysis", failure);
  }
}
