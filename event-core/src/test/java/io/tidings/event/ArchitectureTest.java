package io.tidings.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What event-core may know, and how its source is kept. */
class ArchitectureTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings.event");

  @Test
  void core_knows_java_base_slf4j_ulid_creator_and_jspecify_alone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.tidings.event",
            "io.tidings.event.shape",
            "io.tidings.event.spi",
            "io.tidings.event.async",
            "io.tidings.event.async.internal",
            "io.tidings.event.internal",
            "io.tidings.event.internal.payload",
            "java.io..",
            "java.lang..",
            "java.math..",
            "java.net..",
            "java.nio.charset",
            "java.security..",
            "java.time..",
            "java.util..",
            "org.slf4j",
            "org.jspecify.annotations",
            "com.github.f4b6a3.ulid")
        .check(CORE);
  }

  @Test
  void the_module_requires_and_exports_just_that() throws IOException {
    try (InputStream compiled = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(compiled);

      assertThat(module.requires())
          .extracting(ModuleDescriptor.Requires::name)
          .containsExactlyInAnyOrder(
              "java.base", "org.slf4j", "org.jspecify", "com.github.f4b6a3.ulid");
      assertThat(module.exports())
          .filteredOn(exported -> !exported.isQualified())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrder(
              "io.tidings.event",
              "io.tidings.event.shape",
              "io.tidings.event.spi",
              "io.tidings.event.async");
    }
  }

  @Test
  @Contract("NOT-06")
  void the_ulid_library_is_an_automatic_module_which_jlink_does_not_take() {
    Path jar =
        ClassPath.entries().stream()
            .filter(path -> path.getFileName().toString().startsWith("ulid-creator"))
            .findFirst()
            .orElseThrow();

    assertThat(ModuleFinder.of(jar).find("com.github.f4b6a3.ulid").orElseThrow().descriptor())
        .extracting(ModuleDescriptor::isAutomatic)
        .isEqualTo(true);
  }

  @Test
  void one_class_knows_the_ulid_library() {
    noClasses()
        .that()
        .doNotHaveSimpleName("UlidSource")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.f4b6a3..")
        .check(CORE);
  }

  @Test
  void only_the_codec_of_records_uses_reflection() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tidings.event.internal.payload")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(CORE);
  }

  @Test
  void internal_shows_nothing_to_hosts_and_knows_nothing_of_the_bus() {
    noClasses()
        .that()
        .resideInAPackage("io.tidings.event.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tidings.event", "io.tidings.event.spi")
        .check(CORE);
  }

  @Test
  void only_the_state_that_is_confined_to_a_thread_has_open_fields_that_change() {
    fields()
        .that()
        .areNotFinal()
        .and()
        .areNotDeclaredIn(ThreadState.class)
        .and()
        .areNotDeclaredIn(Frame.class)
        .and()
        .areNotDeclaredIn(Delivery.class)
        .and()
        .areNotDeclaredIn(CurrentContext.OpenContext.class)
        .should()
        .bePrivate()
        .check(CORE);
  }

  @Test
  void sources_are_short_and_have_no_suppressions_leftovers_or_console_output() throws IOException {
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).as("%s", file).hasSizeLessThan(400);
      assertThat(String.join("\n", lines))
          .as("%s", file)
          .doesNotContain("@SuppressWarnings", "TODO", "FIXME", "System.out");
      if (!file.endsWith("FallbackLog.java")) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain("System.err.");
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
