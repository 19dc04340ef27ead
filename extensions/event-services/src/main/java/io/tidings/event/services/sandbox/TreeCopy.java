package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copier of plain-file trees that copies each file consistently. Thread-safe if its operations are.
 */
final class TreeCopy {

  /** The maximum number of copies of a file that changes meanwhile. */
  static final int MAX_ATTEMPTS = 3;

  private final FileOperations operations;

  TreeCopy(FileOperations operations) {
    this.operations = operations;
  }

  /**
   * Copies the files below {@code from} to {@code to}, which is created. Directories without files
   * are skipped, and so are files deleted meanwhile.
   *
   * @return the number of copied files
   * @throws SandboxException if there is a symbolic link or special file, or a file keeps changing
   */
  int copy(Path from, Path to) throws IOException {
    int copied = 0;
    Files.createDirectories(to);
    for (Path file : PlainFiles.below(from)) {
      Path target = to.resolve(file);
      Files.createDirectories(requireNonNull(target.getParent()));
      if (copyFile(from.resolve(file), target)) {
        copied++;
      }
    }
    return copied;
  }

  /**
   * Copies one file with its content at one moment.
   *
   * @return whether the file existed
   * @throws SandboxException if it is not a plain file, or keeps changing
   */
  boolean copyFile(Path source, Path target) throws IOException {
    try {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        BasicFileAttributes before = PlainFiles.attributes(source);
        PlainFiles.requirePlain(source, before);
        operations.copy(source, target);
        PlainFiles.requirePlain(source, PlainFiles.attributes(target));
        if (isSame(before, PlainFiles.attributes(source)) && before.size() == Files.size(target)) {
          return true;
        }
      }
    } catch (NoSuchFileException missing) {
      if (PlainFiles.exists(source)) {
        throw missing;
      }
      Files.deleteIfExists(target);
      return false;
    }
    throw new SandboxException(
        "the file keeps changing during the copy; retry when it is no longer written", source);
  }

  private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
    return one.size() == other.size()
        && one.lastModifiedTime().equals(other.lastModifiedTime())
        && String.valueOf(one.fileKey()).equals(String.valueOf(other.fileKey()));
  }
}
