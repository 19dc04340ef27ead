package io.tidings.event.services.resource;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plain files and directories below a root. Entries created or deleted during the scan may or may
 * not be included. Symbolic links and special files are skipped.
 *
 * @param directories the absolute paths of the directories, the root first
 * @param files the stamps of the files, by path relative to the root
 */
record FileTree(List<Path> directories, Map<Path, FileStamp> files) {

  /** The maximum number of files and directories. */
  static final int MAX_ENTRIES = 1_000_000;

  /**
   * Scans the tree below a root.
   *
   * @throws NotDirectoryException if the root is not a directory, or is deleted meanwhile
   */
  static FileTree read(Path root, Set<String> skippedDirectories) throws IOException {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(root.toString());
    }
    Reader reader = new Reader(root, skippedDirectories);
    Files.walkFileTree(root, reader);
    if (reader.directories.isEmpty()) {
      throw new NotDirectoryException(root.toString());
    }
    return new FileTree(reader.directories, reader.files);
  }

  /** Collector of the entries of a tree walk. */
  static final class Reader extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Set<String> skipped;
    private final List<Path> directories = new ArrayList<>();
    private final Map<Path, FileStamp> files = new LinkedHashMap<>();

    Reader(Path root, Set<String> skipped) {
      this.root = root;
      this.skipped = skipped;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      Path name = directory.getFileName();
      if (!directory.equals(root) && name != null && skipped.contains(name.toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      directories.add(directory);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        files.put(root.relativize(file), FileStamp.of(attributes));
      }
      if (files.size() + directories.size() > MAX_ENTRIES) {
        throw new IOException("more than " + MAX_ENTRIES + " files and directories below " + root);
      }
      return FileVisitResult.CONTINUE;
    }

    /** Skips an entry that was deleted or replaced after its directory was read. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure instanceof NoSuchFileException || failure == null) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
