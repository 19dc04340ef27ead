package io.tidings.event.logging;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody but their owner may open, from the moment they exist. Where the
 * file system has no POSIX permissions its own defaults hold. Stateless.
 */
final class OwnerOnly {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final int MOST_LINKS = 40;

  private OwnerOnly() {}

  /**
   * Creates a file, and the folders above it that are missing. A file that is there already is
   * closed to others; what is no regular file, such as a device, is left as it is.
   */
  static void prepare(Path file) throws IOException {
    parent(file);
    try {
      create(file);
    } catch (FileAlreadyExistsException there) {
      if (Files.isRegularFile(file) && isPosix(file) && !FILE.containsAll(permissions(file))) {
        Files.setPosixFilePermissions(file, FILE);
      }
    }
  }

  /**
   * Returns where a file is to be created: where a symbolic link leads to that leads nowhere yet.
   */
  static Path resolved(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target) && !Files.exists(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** Creates a file that must not be there. */
  static void create(Path file) throws IOException {
    Files.createFile(file, attributes(file, FILE));
  }

  /** Creates the folders above a file that are missing. */
  static void parent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent, attributes(file, FOLDER));
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
