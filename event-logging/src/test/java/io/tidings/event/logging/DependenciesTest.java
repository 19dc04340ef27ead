package io.tidings.event.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependencies of the module at run time. */
class DependenciesTest {

  private static final List<String> MODULES =
      List.of(
          Path.of("event-core/target/classes").toString(),
          Path.of("event-logging/target/classes").toString(),
          "event-core-",
          "slf4j-api",
          "jackson-core",
          "jackson-databind",
          "jackson-annotations",
          "jspecify",
          "ulid-creator");

  @Test
  @Contract("LOG-02")
  void module_requires_core_slf4j_and_jackson_only() throws IOException {
    try (InputStream compiled = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(compiled);

      assertThat(module.requires())
          .filteredOn(
              required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
          .extracting(ModuleDescriptor.Requires::name)
          .containsExactlyInAnyOrder(
              "java.base",
              "io.tidings.event",
              "org.slf4j",
              "com.fasterxml.jackson.core",
              "com.fasterxml.jackson.databind");
      assertThat(module.exports())
          .filteredOn(exported -> !exported.isQualified())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactlyInAnyOrder(
              "io.tidings.event.json",
              "io.tidings.event.logging",
              "io.tidings.event.redact",
              "io.tidings.event.reference");
    }
  }

  @Test
  @Contract("LOG-02")
  void a_module_without_logback_compiles_against_it(@TempDir Path folder) throws Exception {
    Path module = folder.resolve("module-info.java");
    Files.writeString(module, "module host { requires io.tidings.event.logging; }");
    Path host = folder.resolve("Host.java");
    Files.writeString(
        host,
        "package host; class Host {"
            + " Object log = io.tidings.event.logging.LoggingTap.standard();"
            + " Object bus = io.tidings.event.logging.LoggingEventBus.create(); }");
    Process compiler =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "--module-path",
                modules(),
                "-d",
                folder.resolve("out").toString(),
                module.toString(),
                host.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(compiler.waitFor()).as(output).isZero();
  }

  private static String modules() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> MODULES.stream().anyMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
