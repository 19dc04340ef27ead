package io.tidings.samples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code bin/tidings} in a project with scripts as Maven and Java. */
@Tag("once")
@Timeout(60)
class LauncherTest {

  private static final String MAVEN =
      """
      #!/bin/sh
      echo built >>builds
      [ ! -p go ] || read -r line <go
      mkdir -p samples/demo-host/target/lib
      : >samples/demo-host/target/demo-host-1.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "VERSION" 2025-01-21' >&2
      else
        echo "ran $*"
      fi
      """;

  @TempDir private Path home;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(home.resolve("samples/demo-host"));
    script("bin/tidings", Files.readString(Path.of("../../bin/tidings")));
    script("tools/mvn", MAVEN);
    java("17.0.9");
  }

  @AfterEach
  void end() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
  }

  private void java(String version) throws IOException {
    script("jdk/bin/java", JAVA.replace("VERSION", version));
  }

  private void script(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start() throws IOException {
    ProcessBuilder launcher = new ProcessBuilder(home.resolve("bin/tidings").toString(), "--help");
    Map<String, String> environment = launcher.environment();
    environment.put("JAVA_HOME", home.resolve("jdk").toString());
    environment.put("PATH", home.resolve("tools") + ":" + environment.get("PATH"));
    environment.remove("TIDINGS_JAVA_OPTS");
    Process process = launcher.start();
    started.add(process);
    return process;
  }

  private static BufferedReader errors(Process process) {
    return new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private Path lock() {
    return home.resolve("samples/demo-host/target/.building");
  }

  private void assertRan(Process process) throws IOException, InterruptedException {
    assertThat(output(process)).startsWith("ran ").endsWith("demo-host-1.jar --help\n");
    assertThat(process.waitFor()).isZero();
  }

  private void assertBuiltOnce() {
    assertThat(home.resolve("builds")).content().isEqualTo("built\n");
    assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void only_the_first_start_builds() throws Exception {
    assertRan(start());
    assertRan(start());
    assertBuiltOnce();
  }

  @Test
  void second_start_waits_for_the_build_of_the_first() throws Exception {
    Path go = home.resolve("go");
    assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor()).isZero();
    Process first = start();
    assertThat(errors(first).readLine()).isEqualTo("tidings: building once...");
    Process second = start();
    assertThat(errors(second).readLine())
        .isEqualTo("tidings: another process is building; waiting...");
    Files.writeString(go, "go\n");
    assertRan(first);
    assertRan(second);
    assertBuiltOnce();
  }

  @Test
  void lock_of_a_killed_build_is_removed() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    assertThat(killed.waitFor()).isZero();
    Files.createDirectories(requireNonNull(lock().getParent()));
    Files.createSymbolicLink(lock(), Path.of(String.valueOf(killed.pid())));
    assertRan(start());
    assertBuiltOnce();
  }

  @Test
  void too_old_java_is_rejected_before_the_build() throws Exception {
    for (String old : List.of("11.0.2", "1.8.0_392")) {
      java(old);
      Process process = start();
      assertThat(errors(process).readLine())
          .startsWith("tidings: " + home + "/jdk/bin/java is Java 1")
          .endsWith("; set JAVA_HOME to a JDK of version 17 or later");
      assertThat(process.waitFor()).isEqualTo(1);
    }
    assertThat(home.resolve("builds")).doesNotExist();
  }

  @Test
  void newer_java_is_accepted() throws Exception {
    java("25");
    assertRan(start());
  }
}
