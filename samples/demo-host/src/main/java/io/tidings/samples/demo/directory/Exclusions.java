package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Paths that a walk skips: files of version control, build output, and files that the run writes.
 * Immutable.
 *
 * @param ownFiles absolute paths of files that the run writes, such as its log
 */
public record Exclusions(Set<Path> ownFiles) {

  private static final Set<String> ALWAYS = Set.of(".git", ".hg", ".svn", "node_modules");

  /** Build output directories, each with the sibling files that identify the build tool. */
  private static final Map<String, List<String>> BUILD_OUTPUT =
      Map.of(
          "target", List.of("pom.xml", "Cargo.toml"),
          "build", List.of("build.gradle", "build.gradle.kts"));

  /** The suffixes of the files of an SQLite database. */
  private static final List<String> DATABASE_SUFFIXES = List.of("", "-wal", "-shm", "-journal");

  /** Creates exclusions; the set is copied. */
  public Exclusions {
    ownFiles = Set.copyOf(ownFiles);
  }

  /** Returns exclusions of the given files and the database files that belong to them. */
  public static Exclusions with(Stream<Path> files) {
    return new Exclusions(
        files
            .map(Path::toAbsolutePath)
            .map(Exclusions::real)
            .flatMap(file -> DATABASE_SUFFIXES.stream().map(end -> Path.of(file + end)))
            .collect(Collectors.toSet()));
  }

  /** Returns the real path of a file that may not exist yet, by that of its directory. */
  private static Path real(Path file) {
    Path directory = file.getParent();
    Path name = file.getFileName();
    if (directory == null || name == null) {
      return file;
    }
    try {
      return directory.toRealPath().resolve(name);
    } catch (IOException missing) {
      return file;
    }
  }

  boolean isFile(Path file) {
    return ownFiles.contains(file);
  }

  boolean isDirectory(Path directory) {
    String name = String.valueOf(directory.getFileName());
    return ALWAYS.contains(name)
        || BUILD_OUTPUT.getOrDefault(name, List.of()).stream()
            .anyMatch(
                sibling ->
                    Files.isRegularFile(
                        directory.resolveSibling(sibling), LinkOption.NOFOLLOW_LINKS));
  }
}
