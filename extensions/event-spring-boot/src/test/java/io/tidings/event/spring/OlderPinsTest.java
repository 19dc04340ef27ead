package io.tidings.event.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions that Boot pins, some of them older than those of the other modules. */
class OlderPinsTest {

  @TempDir Path folder;

  @Test
  void tests_of_this_module_run_with_the_pins_of_boot() {
    assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION).hasToString("2.21.4");
    assertThat(LoggerContext.class.getProtectionDomain().getCodeSource().getLocation().toString())
        .contains("1.5.34");
  }

  @Test
  void older_sqlite_fails_the_start_with_the_property_to_set() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("sqlite-jdbc"))
            .collect(Collectors.joining(File.pathSeparator));
    Process start =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("older.sqlite") + File.pathSeparator + classPath,
                OlderPinsTest.class.getName(),
                "--tidings.trail.url=file:" + folder.resolve("trail.db"))
            .redirectErrorStream(true)
            .start();

    String output = new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(start.waitFor()).isNotZero();
    assertThat(output).contains("APPLICATION FAILED TO START", "sqlite-jdbc.version", "3.50.3");
  }

  /** Starts an application without a database. */
  public static void main(String... arguments) {
    new org.springframework.boot.builder.SpringApplicationBuilder(AutoConfigurationTest.Plain.class)
        .web(org.springframework.boot.WebApplicationType.NONE)
        .properties(AutoConfigurationTest.NO_DATABASE)
        .run(arguments)
        .close();
  }
}
