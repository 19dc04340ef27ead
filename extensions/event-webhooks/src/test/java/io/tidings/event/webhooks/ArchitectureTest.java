package io.tidings.event.webhooks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Dependencies between the packages of this module. */
class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings.event.webhooks");

  /** Main classes and a planted import of the root package by an internal one. */
  private static final JavaClasses WITH_TESTS =
      new ClassFileImporter().importPackages("io.tidings.event.webhooks");

  private static ArchRule noCycles() {
    return slices().matching("io.tidings.event.(**)").should().beFreeOfCycles();
  }

  private static ArchRule rootIsImportedByNoInternalPackage() {
    return noClasses()
        .that()
        .resideInAPackage("io.tidings.event.webhooks.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tidings.event.webhooks");
  }

  @Test
  void packages_have_no_import_cycle() {
    assertThat(MAIN.size()).isGreaterThan(50);
    noCycles().check(MAIN);
    rootIsImportedByNoInternalPackage().check(MAIN);
  }

  @Test
  void package_cycle_is_detected() {
    assertThatThrownBy(() -> noCycles().check(WITH_TESTS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
    assertThatThrownBy(() -> rootIsImportedByNoInternalPackage().check(WITH_TESTS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PlantedImport");
  }

  @Test
  void module_exports_the_root_package_only() throws IOException {
    try (InputStream compiled = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      assertThat(ModuleDescriptor.read(compiled).exports())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactly("io.tidings.event.webhooks");
    }
  }
}
