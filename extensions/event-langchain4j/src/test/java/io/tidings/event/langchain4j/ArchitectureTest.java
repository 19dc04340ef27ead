package io.tidings.event.langchain4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings.event.agent", "io.tidings.event.langchain4j");

  private static ArchRule independent(String framework) {
    return noClasses()
        .that()
        .resideInAPackage("io.tidings.event.agent..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(framework);
  }

  @Test
  void mapping_and_correlation_depend_on_no_framework() {
    assertThat(MAIN.size()).isGreaterThan(25);
    independent("dev.langchain4j..").check(MAIN);
    independent("io.tidings.event.langchain4j..").check(MAIN);
    assertThatThrownBy(() -> independent("io.tidings.event.redact..").check(MAIN))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void packages_have_no_import_cycle() {
    slices().matching("io.tidings.event.(**)").should().beFreeOfCycles().check(MAIN);
  }

  /** LangChain4j loads the first factory that it finds, and would ignore that of the host. */
  @Test
  void service_provider_interfaces_are_not_used() throws Exception {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.langchain4j.spi..")
        .check(MAIN);
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      assertThat(files.filter(file -> file.toString().contains("services"))).isEmpty();
    }
  }

  /** A host without agents and MCP has neither library. */
  @Test
  void services_need_neither_agents_nor_mcp() throws Exception {
    List<URL> urls = new ArrayList<>();
    Pattern separator = Pattern.compile(Pattern.quote(File.pathSeparator));
    String entries = requireNonNull(System.getProperty("java.class.path"));
    for (String entry : separator.splitAsStream(entries).toList()) {
      if (!entry.contains("langchain4j-agentic") && !entry.contains("langchain4j-mcp")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    ClassLoader outer = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThatThrownBy(() -> loader.loadClass("dev.langchain4j.agentic.AgenticServices"))
          .isInstanceOf(ClassNotFoundException.class);
      Object answer =
          loader
              .loadClass("io.tidings.event.langchain4j.ServiceProbe")
              .getMethod("call")
              .invoke(null);
      assertThat(answer).isEqualTo(8);
    } finally {
      Thread.currentThread().setContextClassLoader(outer);
    }
  }
}
