package io.tidings.event.kafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings.event.kafka");

  private static ArchRule without(String... packages) {
    return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
  }

  @Test
  void internals_of_kafka_and_of_other_modules_are_not_used() {
    assertThat(MAIN.size()).isGreaterThan(15);
    without("org.apache.kafka..internals..", "io.tidings.event..internal..").check(MAIN);
    assertThatThrownBy(() -> without("org.apache.kafka.clients.producer..").check(MAIN))
        .isInstanceOf(AssertionError.class);
  }

  /** A host has the SDK of CloudEvents only if it reads with it. */
  @Test
  void records_are_read_without_the_sdk_of_cloudevents() throws Exception {
    List<URL> urls = new ArrayList<>();
    Pattern separator = Pattern.compile(Pattern.quote(File.pathSeparator));
    String entries = requireNonNull(System.getProperty("java.class.path"));
    for (String entry : separator.splitAsStream(entries).toList()) {
      if (!entry.contains("cloudevents")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("io.cloudevents.CloudEvent"))
          .isInstanceOf(ClassNotFoundException.class);
      Object id =
          loader.loadClass("io.tidings.event.kafka.ReaderProbe").getMethod("read").invoke(null);
      assertThat(id).isEqualTo("e-1");
    }
  }
}
