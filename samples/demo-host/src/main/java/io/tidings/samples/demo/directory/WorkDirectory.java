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
 * An owner-only temporary directory outside of the surveyed directory, deleted on close. {@link
 * #close} is idempotent and may be called on any thread.
 */
public final class WorkDirectory implements AutoCloseable {

  private final Path root;

  private WorkDirectory(Path root) {
    this.root = root;
  }

  /** Returns the possible parent directories in order of preference. */
  public static List<Path> candidates() {
    return List.of(
        Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
        Path.of("/var/tmp"),
        Path.of("/dev/shm"));
  }

  /**
   * Creates a work directory in the first writable parent outside of a directory.
   *
   * @param directory the real path of the directory
   * @throws IOException if there is no such parent, or the parent is full
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
        "no writable directory outside of it for a sandbox among "
            + places
            + "; set one with TIDINGS_JAVA_OPTS=-Djava.io.tmpdir=PLACE");
  }

  /** Returns the root of the work directory. */
  public Path root() {
    return root;
  }

  /** Returns the directory of the second copy. */
  public Path copy() {
    return root.resolve("copy");
  }

  /** Returns the directory of the sandboxes. */
  public Path sandboxes() {
    return root.resolve("sandboxes");
  }

  /** Returns the directory for the output of tools. */
  public Path scratch() {
    return root.resolve("scratch");
  }

  /** Deletes the work directory. */
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
