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

/** Trees of plain files and directories, and of nothing else. */
final class PlainFiles {

  /** How many files there can be in a sandbox. */
  static final int MAX_FILES = 100_000;

  private PlainFiles() {}

  /**
   * Returns the files below a root, relative to it; what disappears meanwhile is not among them.
   *
   * @throws SandboxException if there is a symbolic link or special file, or too many files
   */
  static List<Path> below(Path root) throws IOException {
    requireDirectory(root);
    Collector collector = new Collector(root);
    Files.walkFileTree(root, collector);
    return collector.files;
  }

  static void requireDirectory(Path root) throws IOException {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(root.toString());
    }
  }

  static void requirePlain(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      throw new SandboxException("a sandbox takes no symbolic links", file);
    }
    if (!attributes.isRegularFile()) {
      throw new SandboxException("a sandbox takes no special files", file);
    }
  }

  static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

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
        throw new SandboxException("a sandbox takes at most " + MAX_FILES + " files", root);
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
