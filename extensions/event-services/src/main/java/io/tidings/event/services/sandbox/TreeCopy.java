package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copies trees of plain files, each file as it was at one moment. Thread-safe if its operations
 * are.
 */
final class TreeCopy {

  /** How often a file is copied that changes meanwhile. */
  static final int MAX_ATTEMPTS = 3;

  private final FileOperations operations;

  TreeCopy(FileOperations operations) {
    this.operations = operations;
  }

  /**
   * Copies the files below {@code from} to {@code to}, which is made. Directories without a file
   * are left out, and so are files that disappear meanwhile.
   *
   * @return how many files were copied
   * @throws SandboxException if there is what a sandbox does not take, or a file keeps changing
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
   * Copies one file as it was at one moment.
   *
   * @return whether there was one
   * @throws SandboxException if it is no plain file, or keeps changing
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
    } catch (NoSuchFileException gone) {
      if (PlainFiles.exists(source)) {
        throw gone;
      }
      Files.deleteIfExists(target);
      return false;
    }
    throw new SandboxException("the file keeps changing while it is copied", source);
  }

  private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
    return one.size() == other.size()
        && one.lastModifiedTime().equals(other.lastModifiedTime())
        && String.valueOf(one.fileKey()).equals(String.valueOf(other.fileKey()));
  }
}
