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
 * A directory with all that is below it, walked entry by entry. Symbolic links are met, not
 * followed. What cannot be listed or looked at is told to the visitor, and the walk goes on; what
 * is left out is told too, and not entered. Immutable.
 */
public final class DirectoryTree {

  private final Path root;
  private final Exclusions leftOut;

  /** Creates a workspace. */
  public DirectoryTree(Path root, Exclusions leftOut) {
    this.root = root;
    this.leftOut = leftOut;
  }

  /** Hears what the walk meets. */
  public interface Visitor {

    /** The walk met something that is not a directory. */
    void file(Path file, BasicFileAttributes attributes);

    /** A file or directory could not be looked at, or not to its end. */
    void unreadable(Path path, IOException failure);

    /** A file or directory is none of the walk's business. */
    default void leftOut(Path path) {}
  }

  /** Returns the directory. */
  public Path root() {
    return root;
  }

  /**
   * Tries the directory itself.
   *
   * @throws IOException if it cannot be listed
   */
  public void open() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      // It can be opened; the entries are the walk's business.
    }
  }

  /**
   * Walks until all is visited or {@code stopped} says so.
   *
   * @throws IOException if the directory itself cannot be listed
   */
  public void walk(Visitor visitor, BooleanSupplier stopped) throws IOException {
    Files.walkFileTree(root, new Walk(visitor, stopped));
  }

  /** Returns a path below the directory as it is from there, with slashes; the root is a dot. */
  public String name(Path path) {
    String relative = root.relativize(path).toString();
    return relative.isEmpty() ? "." : relative.replace(path.getFileSystem().getSeparator(), "/");
  }

  private final class Walk extends SimpleFileVisitor<Path> {

    private final Visitor visitor;
    private final BooleanSupplier stopped;

    Walk(Visitor visitor, BooleanSupplier stopped) {
      this.visitor = visitor;
      this.stopped = stopped;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      if (!directory.equals(root) && leftOut.isDirectory(directory)) {
        visitor.leftOut(directory);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (leftOut.isFile(file)) {
        visitor.leftOut(file);
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
      return stopped.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
