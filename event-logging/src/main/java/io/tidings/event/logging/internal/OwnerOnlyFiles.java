package io.tidings.event.logging.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Files and directories that only their owner can open, from the moment they exist. On a file
 * system without POSIX permissions its own defaults apply. Stateless.
 */
public final class OwnerOnlyFiles {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyFiles() {}

  /**
   * Creates an empty file.
   *
   * @throws FileAlreadyExistsException if it exists
   */
  public static void create(Path file) throws IOException {
    Files.createFile(file, attributes(file, FILE));
  }

  /**
   * Creates a file with its content atomically, flushed to the device. Does nothing if the file
   * exists.
   */
  public static void createIfAbsent(Path file, byte[] content) throws IOException {
    Path temporary = temporarySibling(file);
    try {
      create(temporary);
      Files.write(temporary, content);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException exists) {
      return;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Creates a file and its missing parent directories. Removes the permissions of others from an
   * existing regular file, and leaves anything else, such as a device, unchanged.
   */
  public static void createOrRestrict(Path file) throws IOException {
    createParents(file);
    try {
      create(file);
    } catch (FileAlreadyExistsException exists) {
      if (Files.isRegularFile(file) && isOpenToOthers(file)) {
        Files.setPosixFilePermissions(file, FILE);
      }
    }
  }

  /** Creates the missing parent directories of a file. */
  public static void createParents(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent, attributes(file, DIRECTORY));
    }
  }

  /**
   * Returns a new hidden name in the directory of a file, for its content until it is complete. Its
   * length does not depend on the file's name, which may have the greatest length.
   */
  public static Path temporarySibling(Path file) {
    return file.resolveSibling("." + UUID.randomUUID() + ".new");
  }

  /** Returns whether a file has any permission other than those of its owner to read and write. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    return isPosix(file) && !FILE.containsAll(Files.getPosixFilePermissions(file));
  }

  /** Returns whether the file system of a path has POSIX permissions. */
  public static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
