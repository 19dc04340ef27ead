package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Access to trees that consist of plain files and directories only. */
final class PlainFiles {

  /** The maximum number of files in a sandbox. */
  static final int MAX_FILES = 100_000;

  private PlainFiles() {}

  /**
   * Returns the files below a root, relative to it. Files deleted during the walk are skipped.
   *
   * @throws SandboxException if there is a symbolic link or special file, or too many files
   */
  static List<Path> below(Path root) throws IOException {
    requireDirectory(root);
    Collector collector = new Collector(root);
    Files.walkFileTree(root, collector);
    return collector.files;
  }

  /** Throws unless the path is a directory; symbolic links are not followed. */
  static void requireDirectory(Path root) throws IOException {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(root.toString());
    }
  }

  /** Throws unless the attributes are those of a plain file. */
  static void requirePlain(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      throw new SandboxException("a sandbox cannot contain symbolic links", file);
    }
    if (!attributes.isRegularFile()) {
      throw new SandboxException("a sandbox cannot contain special files", file);
    }
  }

  /** Reads the attributes of a file; symbolic links are not followed. */
  static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns whether a file exists; symbolic links are not followed. */
  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<Path> files = new ArrayList<>();

    Collector(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      requirePlain(file, attributes);
      files.add(root.relativize(file));
      if (files.size() > MAX_FILES) {
        throw new SandboxException("a sandbox can contain at most " + MAX_FILES + " files", root);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
