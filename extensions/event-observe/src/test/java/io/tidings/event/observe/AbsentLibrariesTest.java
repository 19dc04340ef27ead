package io.tidings.event.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JVM without {@code jdk.jfr} and without any of the libraries. */
@Tag("once")
class AbsentLibrariesTest {

  /** The class path of event-core and of the classes of this module, tests included. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                entry.contains("event-core")
                    || entry.contains("event-observe")
                    || entry.contains("slf4j-api")
                    || entry.contains("ulid-creator"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Contract("OBS-11")
  @Test
  void bus_works_without_the_flight_recorder_and_the_libraries() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--limit-modules",
                "java.base",
                "-cp",
                classPath(),
                ObservedWithoutLibraries.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .endsWith("delivered 1, recorder absent, settings 0" + System.lineSeparator());
    assertThat(process.exitValue()).isZero();
  }

  @Contract("OBS-11")
  @Test
  void module_requires_the_libraries_statically() throws Exception {
    try (var in = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      List<String> mandatory =
          ModuleDescriptor.read(in).requires().stream()
              .filter(each -> !each.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
              .map(ModuleDescriptor.Requires::name)
              .toList();

      assertThat(mandatory).containsExactlyInAnyOrder("java.base", "io.tidings.event", "org.slf4j");
    }
  }
}
