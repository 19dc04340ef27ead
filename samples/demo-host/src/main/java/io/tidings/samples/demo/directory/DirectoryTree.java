package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A directory and everything below it, for walks. Symbolic links are visited, not followed. The
 * visitor receives unreadable paths and excluded paths, too; excluded directories are not entered.
 * Immutable.
 */
public final class DirectoryTree {

  private final Path root;
  private final Exclusions exclusions;

  /** Creates a tree. */
  public DirectoryTree(Path root, Exclusions exclusions) {
    this.root = root;
    this.exclusions = exclusions;
  }

  /** A receiver of the paths of a walk. */
  public interface Visitor {

    /** Receives a file of any type other than a directory. */
    void file(Path file, BasicFileAttributes attributes);

    /** Receives a file or directory that could not be read to its end. */
    void unreadable(Path path, IOException failure);

    /** Receives an excluded file or directory. */
    default void excluded(Path path) {}
  }

  /** Returns the directory. */
  public Path root() {
    return root;
  }

  /**
   * Verifies that the directory can be listed.
   *
   * @throws IOException if it cannot be listed
   */
  public void open() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      // The directory can be opened; the walk reads the entries.
    }
  }

  /**
   * Walks until every path is visited or {@code stopRequested} returns true.
   *
   * @throws IOException if the directory itself cannot be listed
   */
  public void walk(Visitor visitor, BooleanSupplier stopRequested) throws IOException {
    Files.walkFileTree(root, new Walk(visitor, stopRequested));
  }

  /** Returns a path relative to the directory, with slashes; a dot for the directory itself. */
  public String name(Path path) {
    String relative = root.relativize(path).toString();
    return relative.isEmpty() ? "." : relative.replace(path.getFileSystem().getSeparator(), "/");
  }

  private final class Walk extends SimpleFileVisitor<Path> {

    private final Visitor visitor;
    private final BooleanSupplier stopRequested;

    Walk(Visitor visitor, BooleanSupplier stopRequested) {
      this.visitor = visitor;
      this.stopRequested = stopRequested;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      if (!directory.equals(root) && exclusions.isDirectory(directory)) {
        visitor.excluded(directory);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (exclusions.isFile(file)) {
        visitor.excluded(file);
      } else {
        visitor.file(file, attributes);
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      if (path.equals(root)) {
        throw failure;
      }
      visitor.unreadable(path, failure);
      return next();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
      if (failure != null) {
        visitor.unreadable(directory, failure);
      }
      return next();
    }

    private FileVisitResult next() {
      return stopRequested.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
