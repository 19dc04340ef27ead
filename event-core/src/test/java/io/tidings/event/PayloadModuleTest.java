package io.tidings.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access to the records of a host on the module path. */
@Tag("once")
@Contract("PAY-06")
class PayloadModuleTest {

  private static final String HOST =
"""
      package com.acme;

      import io.tidings.event.PayloadKind;
      import java.lang.invoke.MethodHandles;
      import java.util.function.UnaryOperator;
import java.util.spi.ToolProvider;

      public final class Host implements UnaryOperator<String> {
        record Hidden(String name) {}

        public record Shown(String name) {}

        private static <P extends Record> String of(Class<P> type, boolean withLookup) {
          try {
            PayloadKind.Builder<P> builder = PayloadKind.builder("a.b", type);
            (withLookup ? builder.lookup(MethodHandles.lookup()) : builder).build();
            return "made";
          } catch (IllegalArgumentException rejected) {
            return rejected.getMessage();
          }
        }

        @Override
        public String apply(String which) {
          boolean withLookup = which.endsWith("+");
          return which.startsWith("hidden")
              ? of(Hidden.class, withLookup)
              : of(Shown.class, withLookup);
        }
      }
""";

  @TempDir private Path folder;

  /** Compiles the host as a module and asks it for a kind of one of its records. */
  private String made(String directives, String which) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("src/com/acme"));
    Path module = folder.resolve("src/module-info.java");
    Files.writeString(sources.resolve("Host.java"), HOST, UTF_8);
    Files.writeString(
        module, "module com.acme { requires io.tidings.event; " + directives + "}", UTF_8);
    Path classes = folder.resolve("classes");
    String modulePath =
        libraries().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-p",
                modulePath,
                "-d",
                classes.toString(),
                module.toString(),
                sources.resolve("Host.java").toString());
    assertThat(exit).isZero();
    return asked(classes, which);
  }

  private static String asked(Path classes, String which) throws Exception {
    ModuleFinder finder =
        ModuleFinder.of(Stream.concat(Stream.of(classes), libraries()).toArray(Path[]::new));
    Configuration configuration =
        ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("com.acme"));
    ModuleLayer.Controller layer =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader());
    Module host = layer.layer().findModule("com.acme").orElseThrow();
    layer.addOpens(host, "com.acme", PayloadModuleTest.class.getModule());
    @SuppressWarnings("unchecked")
    UnaryOperator<String> probe =
        (UnaryOperator<String>)
            host.getClassLoader().loadClass("com.acme.Host").getDeclaredConstructor().newInstance();
    return probe.apply(which);
  }

  private static Stream<Path> libraries() {
    return ClassPath.entries().stream()
        .filter(
            entry ->
                entry.endsWith(Path.of("target", "classes"))
                    || Stream.of("slf4j-api", "jspecify", "ulid-creator")
                        .anyMatch(name -> entry.getFileName().toString().startsWith(name)));
  }

  @Test
  void public_record_needs_its_package_exported() throws Exception {
    String exported = "exports com.acme;";

    assertThat(made(exported, "shown")).isEqualTo("made");
    assertThat(made("", "shown+")).isEqualTo("made");
    assertThat(made("", "shown"))
        .contains("record com.acme.Host$Shown is not accessible")
        .contains("add \"exports com.acme;\" or \"opens com.acme to io.tidings.event;\"")
        .contains("module-info of com.acme")
        .contains("lookup(MethodHandles.lookup())");
  }

  @Test
  void other_record_needs_its_package_opened() throws Exception {
    assertThat(made("opens com.acme to io.tidings.event;", "hidden")).isEqualTo("made");
    assertThat(made("", "hidden+")).isEqualTo("made");
    assertThat(made("exports com.acme;", "hidden"))
        .contains("record com.acme.Host$Hidden is not accessible")
        .contains("add \"opens com.acme to io.tidings.event;\"")
        .doesNotContain("exports com.acme");
  }
}
