package io.tidings.event.cli;

import io.tidings.event.EventCatalog;
import io.tidings.event.services.payload.ServiceCatalog;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The catalogue that a command line names: a host's, or the built-in one. */
final class CatalogSource {

  @Option(
      names = "--class-path",
      paramLabel = "JAR[:JAR]",
      description = "Load the host's classes from these jars and directories.")
  private @Nullable String classPath;

  @Option(
      names = "--catalog",
      paramLabel = "CLASS#MEMBER",
      description =
          "Describe the catalogue in this static field or method without parameters, such as"
              + " com.acme.Events#CATALOG; by default the built-in types.")
  private @Nullable String member;

  /**
   * Applies a function to the catalogue while the host's classes can be loaded.
   *
   * @throws IllegalArgumentException if the options name no catalogue
   * @throws IllegalStateException if the host's code throws
   */
  String read(Function<EventCatalog, String> function) throws IOException {
    if (member == null) {
      if (classPath != null) {
        throw new IllegalArgumentException(
            "--class-path needs --catalog, such as --catalog com.acme.Events#CATALOG");
      }
      return function.apply(builtIn());
    }
    CatalogMember named = CatalogMember.parse(member);
    try (URLClassLoader loader = new URLClassLoader(urls(), CatalogSource.class.getClassLoader())) {
      return function.apply(named.read(loader));
    }
  }

  /** Returns the catalogue that is described without options. */
  private static EventCatalog builtIn() {
    return ServiceCatalog.CATALOG;
  }

  private URL[] urls() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    if (classPath != null) {
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        urls.add(existing(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static Path existing(String entry) {
    try {
      Path path = Path.of(entry);
      if (!entry.isEmpty() && Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException invalid) {
      throw new IllegalArgumentException(
          "--class-path '%s' is not a path".formatted(entry), invalid);
    }
    throw new IllegalArgumentException("--class-path '%s' does not exist".formatted(entry));
  }
}
