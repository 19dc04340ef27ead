package io.tidings.event.webhooks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Files that nobody but their owner may read or write, from before the first byte. Stateless. */
final class OwnerOnlyFile {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnerOnlyFile() {}

  /** Makes a file with its content, whole or not at all, unless there is one. */
  static void createIfAbsent(Path file, byte[] content) throws IOException {
    Path made = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.createFile(made, attributes(file));
      Files.write(made, content);
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException meanwhile) {
      return;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** Tells whether others than the owner may do anything with a file. */
  static boolean isOpenToOthers(Path file) throws IOException {
    return isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file));
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[] {};
  }
}
