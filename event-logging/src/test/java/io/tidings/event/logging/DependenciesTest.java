package io.tidings.event.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the module needs at run time. */
class DependenciesTest {

  @Test
  @Contract("LOG-02")
  void the_module_needs_the_core_slf4j_and_jackson_core_and_nothing_else() throws IOException {
    try (InputStream compiled = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(compiled);

      assertThat(module.requires())
          .filteredOn(
              required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
          .extracting(ModuleDescriptor.Requires::name)
          .containsExactlyInAnyOrder(
              "java.base", "io.tidings.event", "org.slf4j", "com.fasterxml.jackson.core");
      assertThat(module.exports())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrder("io.tidings.event.json", "io.tidings.event.logging");
    }
  }
}
