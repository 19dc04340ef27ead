package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo works: a temporary directory for its owner alone, outside the directory that the
 * demo is about, and gone when it is closed. Closing may be done on any thread, and again.
 */
public final class WorkDirectory implements AutoCloseable {

  private final Path root;

  private WorkDirectory(Path root) {
    this.root = root;
  }

  /** Returns where a workplace may be, in the order in which it is tried. */
  public static List<Path> places() {
    return List.of(
        Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
        Path.of("/var/tmp"),
        Path.of("/dev/shm"));
  }

  /**
   * Opens one in the first place that there is outside a directory.
   *
   * @param directory the real path of the directory
   * @throws IOException if there is no such place, or it is full
   */
  public static WorkDirectory outside(Path directory, List<Path> places) throws IOException {
    for (Path place : places) {
      if (Files.isWritable(place)) {
        Path real = place.toRealPath();
        if (!real.startsWith(directory)) {
          return new WorkDirectory(Files.createTempDirectory(real, "tidings-demo-"));
        }
      }
    }
    throw new IOException(
        "no place outside of it for a sandbox among "
            + places
            + "; set one with TIDINGS_JAVA_OPTS=-Djava.io.tmpdir=PLACE");
  }

  /** Returns the whole of it. */
  public Path root() {
    return root;
  }

  /** Returns where the second copy is. */
  public Path copy() {
    return root.resolve("copy");
  }

  /** Returns where the sandboxes are. */
  public Path sandboxes() {
    return root.resolve("sandboxes");
  }

  /** Returns where what tools make for themselves is. */
  public Path scratch() {
    return root.resolve("scratch");
  }

  /** Deletes it all. */
  @Override
  public void close() throws IOException {
    if (Files.exists(root)) {
      Files.walkFileTree(root, new Deleter());
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
