package io.tidings.event.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the checkout, by their place in it. */
final class ProjectFiles {

  /** The root of the checkout, seen from a module two folders below it. */
  static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  private static final List<String> LEFT_OUT = List.of("target", "results", ".git", ".mvn");

  private ProjectFiles() {}

  /** Returns the Java sources of every module that are not tests. */
  static List<Path> mainSources() {
    return files().filter(file -> isBelow(file, "/src/main/") && isNamed(file, ".java")).toList();
  }

  /** Returns the Java sources of every module's tests. */
  static List<Path> testSources() {
    return files().filter(file -> isBelow(file, "/src/test/") && isNamed(file, ".java")).toList();
  }

  /** Returns the pages in Markdown, wherever they are. */
  static List<Path> pages() {
    return files().filter(file -> isNamed(file, ".md")).toList();
  }

  /** Returns the scripts and what a program of ours prints from a resource. */
  static List<Path> texts() {
    return files()
        .filter(
            file ->
                file.startsWith(HOME.resolve("bin"))
                    || (isBelow(file, "/src/main/resources/") && !isNamed(file, ".css")))
        .toList();
  }

  /** Returns the module a file belongs to, or {@code docs}, {@code bin} or the file's own name. */
  static String moduleOf(Path file) {
    String path = path(file);
    int source = path.indexOf("/src/");
    if (source >= 0) {
      return path.substring(path.lastIndexOf('/', source - 1) + 1, source);
    }
    return path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
  }

  /** Returns a file's path in the checkout, with slashes. */
  static String path(Path file) {
    return HOME.relativize(file).toString().replace('\\', '/');
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isBelow(Path file, String folder) {
    return ("/" + path(file)).contains(folder);
  }

  private static boolean isNamed(Path file, String end) {
    return file.toString().endsWith(end);
  }

  private static Stream<Path> files() {
    try (Stream<Path> walk = Files.walk(HOME)) {
      return walk
          .filter(ProjectFiles::isOurs)
          .filter(Files::isRegularFile)
          .sorted()
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isOurs(Path file) {
    return LEFT_OUT.stream().noneMatch(name -> ("/" + path(file) + "/").contains("/" + name + "/"));
  }
}
