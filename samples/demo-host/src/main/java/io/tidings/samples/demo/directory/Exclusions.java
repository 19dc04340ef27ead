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
 * What a walk passes over: the files of version control, what builds have made, and files of the
 * run itself. Immutable.
 *
 * @param ownFiles absolute paths of files that the run writes, such as its log
 */
public record Exclusions(Set<Path> ownFiles) {

  private static final Set<String> ALWAYS = Set.of(".git", ".hg", ".svn", "node_modules");

  /** What a build makes, and the files beside it that tell that it does. */
  private static final Map<String, List<String>> OF_BUILDS =
      Map.of(
          "target", List.of("pom.xml", "Cargo.toml"),
          "build", List.of("build.gradle", "build.gradle.kts"));

  /** What a database has beside its file. */
  private static final List<String> BESIDE = List.of("", "-wal", "-shm", "-journal");

  /** Creates it. */
  public Exclusions {
    ownFiles = Set.copyOf(ownFiles);
  }

  /** Returns what leaves out the given files and what belongs to them. */
  public static Exclusions with(Stream<Path> files) {
    return new Exclusions(
        files
            .map(Path::toAbsolutePath)
            .map(Exclusions::real)
            .flatMap(file -> BESIDE.stream().map(end -> Path.of(file + end)))
            .collect(Collectors.toSet()));
  }

  /** A file that is yet to be made is known by its directory's real path. */
  private static Path real(Path file) {
    Path directory = file.getParent();
    Path name = file.getFileName();
    if (directory == null || name == null) {
      return file;
    }
    try {
      return directory.toRealPath().resolve(name);
    } catch (IOException notThere) {
      return file;
    }
  }

  boolean isFile(Path file) {
    return ownFiles.contains(file);
  }

  boolean isDirectory(Path directory) {
    String name = String.valueOf(directory.getFileName());
    return ALWAYS.contains(name)
        || OF_BUILDS.getOrDefault(name, List.of()).stream()
            .anyMatch(
                beside ->
                    Files.isRegularFile(
                        directory.resolveSibling(beside), LinkOption.NOFOLLOW_LINKS));
  }
}
