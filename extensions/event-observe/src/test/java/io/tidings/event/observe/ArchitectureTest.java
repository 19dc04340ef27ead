package io.tidings.event.observe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Dependencies of the packages on the libraries: each on its own one. */
class ArchitectureTest {

  private static final String ROOT = "io.tidings.event.observe";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static ArchRule only(String owner, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + owner)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static ArchRule withoutStore(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tidings.event.store..", "io.tidings.event.webhooks..", "org.slf4j..");
  }

  @Test
  void each_package_depends_on_its_own_library() {
    assertThat(MAIN.size()).isGreaterThan(30);
    only(".micrometer", "io.micrometer..").check(MAIN);
    only(".opentelemetry", "io.opentelemetry..", "io.tidings.event.redact..").check(MAIN);
    only(".jfr", "jdk.jfr..").check(MAIN);
    withoutStore(ROOT, ROOT + ".internal").check(MAIN);
    slices().matching("io.tidings.event.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void foreign_dependency_is_found() {
    assertThatThrownBy(() -> only(".jfr", "io.micrometer..").check(MAIN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.tidings.event.observe.micrometer");
  }
}
