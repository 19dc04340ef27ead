package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directory helpers of the tests. */
final class Folders {

  private Folders() {}

  static Path write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Returns all that is below a root: files with their content, everything else with its kind. */
  static SortedMap<String, String> content(Path root) throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(path -> !Files.isDirectory(path)).toList()) {
        content.put(root.relativize(path).toString(), Files.readString(path));
      }
    }
    return content;
  }
}
