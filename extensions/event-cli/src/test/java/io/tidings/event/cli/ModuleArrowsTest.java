package io.tidings.event.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules, all of them: towards event-core, and one sideways, from the store
 * to the JSON form of events. This module sees every other one, so the test stands here; modules
 * that are still to come have their place in it already.
 */
class ModuleArrowsTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings.event");

  private static LayeredArchitecture modules() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("core")
        .definedBy(
            "io.tidings.event",
            "io.tidings.event.spi",
            "io.tidings.event.async",
            "io.tidings.event.internal..")
        .layer("rx")
        .definedBy("io.tidings.event.rx..")
        .layer("logging")
        .definedBy(
            "io.tidings.event.logging..", "io.tidings.event.json..", "io.tidings.event.redact..")
        .layer("testkit")
        .definedBy("io.tidings.event.testkit..")
        .layer("services")
        .definedBy("io.tidings.event.services..")
        .layer("store")
        .definedBy("io.tidings.event.store..")
        .layer("metering")
        .definedBy("io.tidings.event.meter..")
        .layer("measurement")
        .definedBy("io.tidings.event.measure..")
        .layer("webhooks")
        .definedBy("io.tidings.event.webhooks..")
        .layer("cli")
        .definedBy("io.tidings.event.cli..");
  }

  private static ArchRule withoutCycles(String packages) {
    return slices().matching(packages).should().beFreeOfCycles();
  }

  @Test
  void modules_know_each_other_only_along_the_arrows() {
    modules()
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("rx")
        .mayOnlyAccessLayers("core")
        .whereLayer("logging")
        .mayOnlyAccessLayers("core")
        .whereLayer("testkit")
        .mayOnlyAccessLayers("core")
        .whereLayer("services")
        .mayOnlyAccessLayers("core")
        .whereLayer("store")
        .mayOnlyAccessLayers("core", "logging")
        .whereLayer("metering")
        .mayOnlyAccessLayers("core", "logging", "store")
        .whereLayer("measurement")
        .mayOnlyAccessLayers("core", "logging", "store")
        .whereLayer("webhooks")
        .mayOnlyAccessLayers("core", "store")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(ALL);
  }

  @Test
  void an_arrow_that_is_not_allowed_is_found() {
    assertThat(ALL.size()).isGreaterThan(50);
    assertThatThrownBy(() -> modules().whereLayer("cli").mayNotAccessAnyLayer().check(ALL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.tidings.event.cli");
  }

  @Test
  void no_two_packages_below_the_commands_know_each_other() {
    withoutCycles("io.tidings.event.cli.(**)").check(ALL);
  }

  @Test
  void packages_that_know_each_other_are_found() {
    assertThatThrownBy(() -> withoutCycles("io.tidings.(**)").check(ALL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }
}
