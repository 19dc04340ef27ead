package io.tidings.event.house;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.Test;

/**
 * The dependencies between the modules: towards event-core, and one sideways, from the store to the
 * wire form of events. The test is in this module because its class path has every other module.
 */
class ModuleArrowsTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidings");

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
            "io.tidings.event.logging..",
            "io.tidings.event.json..",
            "io.tidings.event.redact..",
            "io.tidings.event.reference..")
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
        .layer("observe")
        .definedBy("io.tidings.event.observe..")
        .layer("kafka")
        .definedBy("io.tidings.event.kafka..")
        .layer("langchain4j")
        .definedBy("io.tidings.event.langchain4j..", "io.tidings.event.agent..")
        .layer("cli")
        .definedBy("io.tidings.event.cli..")
        .layer("samples")
        .definedBy("io.tidings.samples..");
  }

  @Test
  void modules_depend_only_along_the_arrows() {
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
        .mayOnlyAccessLayers("core", "logging", "store")
        .whereLayer("observe")
        .mayOnlyAccessLayers("core", "logging", "store", "webhooks")
        .whereLayer("kafka")
        .mayOnlyAccessLayers("core", "logging", "store")
        .whereLayer("langchain4j")
        .mayOnlyAccessLayers("core", "logging", "services")
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("samples")
        .mayNotBeAccessedByAnyLayer()
        .check(ALL);
  }

  @Test
  void forbidden_dependency_is_found() {
    assertThat(ALL.size()).isGreaterThan(50);
    assertThatThrownBy(() -> modules().whereLayer("cli").mayNotAccessAnyLayer().check(ALL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.tidings.event.cli");
  }
}
