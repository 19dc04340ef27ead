package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The compiled classes of a host, which are not on the class path of the tests. */
final class HostClasses {

  private static final String SOURCE =
      """
      package com.acme;

      import io.tidings.event.Description;
      import io.tidings.event.EventCatalog;
      import io.tidings.event.PayloadKind;
      import java.util.List;

      public final class Events {
        @Description("An order \\u202E was placed.\\n\\u001b[2J")
        record Placed(String orderId, List<Line> lines) {}

        record Line(@Description("The article | sku.") String sku, int count) {}

        static final PayloadKind<Placed> PLACED = PayloadKind.of("order.placed", Placed.class);

        private static final EventCatalog CATALOG =
            EventCatalog.builder().payload(PLACED).build();

        public static final EventCatalog NOTHING = null;
        public static final String TEXT = "text";
        public final EventCatalog instance = CATALOG;

        static EventCatalog catalog() {
          return CATALOG;
        }

        static EventCatalog nothing() {
          return null;
        }

        static Object untyped() {
          return CATALOG;
        }

        static EventCatalog catalog(String name) {
          return CATALOG;
        }

        static EventCatalog failing() {
          throw new IllegalStateException("no\\nconfiguration");
        }
      }

      final class Failing {
        static final EventCatalog CATALOG = EventCatalog.builder().kinds(kinds()).build();

        private static Class<Kind> kinds() {
          throw new IllegalArgumentException("component tags is an array");
        }
      }

      enum Kind implements io.tidings.event.EventKind {
        A;

        @Override
        public String id() {
          return "a.b";
        }
      }

      final class Needing extends Removed {
        static final EventCatalog CATALOG = Events.catalog();
      }

      final class NeedingLater {
        static final EventCatalog CATALOG = Removed.catalog();
      }

      class Removed {
        static EventCatalog catalog() {
          return Events.catalog();
        }
      }
      """;

  private HostClasses() {}

  /** Compiles the classes into a directory, without the class Removed. */
  static void compile(Path directory) throws IOException {
    Path source = Files.writeString(directory.resolve("Events.java"), SOURCE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assertThat(
            compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                path,
                "-d",
                directory.toString(),
                source.toString()))
        .isZero();
    Files.delete(source);
    Files.delete(directory.resolve("com/acme/Removed.class"));
  }

  /** Packs the classes into a jar. */
  static void pack(Path directory, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(directory)) {
      files = walked.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(directory.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
  }
}
