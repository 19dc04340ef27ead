package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Detector of changes made to an original since its sandbox was created. A path is untouched if its
 * content equals the initial content, or already equals the content that a commit would write.
 * Immutable.
 */
final class ConflictCheck {

  private final Path original;
  private final Path work;
  private final Path base;

  ConflictCheck(Sandbox sandbox, Path base) {
    this.original = sandbox.original();
    this.work = sandbox.work();
    this.base = base;
  }

  /**
   * Verifies that a commit may write or delete a file of the original.
   *
   * @throws SandboxException if the file, or a file in place of one of its parent directories, was
   *     changed since the sandbox was created
   */
  void requireUntouched(Path file) throws IOException {
    Path place = PathGuard.below(original, file);
    if (!isInitial(file, place) && !isCommitted(file, place)) {
      throw new SandboxException("the original was changed since the sandbox was created", place);
    }
    Path parent = file.getParent();
    if (parent != null && !isDirectoryOrAbsent(original.resolve(parent))) {
      requireUntouched(parent);
    }
  }

  /** Returns whether the original has the initial content at this path. */
  private boolean isInitial(Path file, Path place) throws IOException {
    Path before = base.resolve(file);
    if (isFile(before)) {
      return isSame(before, place);
    }
    return !PlainFiles.exists(place) || (isDirectory(place) && isAllFromBase(file, place));
  }

  /** Returns whether every file in a directory of the original existed initially. */
  private boolean isAllFromBase(Path directory, Path place) throws IOException {
    for (Path below : PlainFiles.below(place)) {
      if (!isFile(base.resolve(directory).resolve(below))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the original already has the content that a commit would write. */
  private boolean isCommitted(Path file, Path place) throws IOException {
    Path after = work.resolve(file);
    if (isFile(after)) {
      return isSame(after, place);
    }
    return !PlainFiles.exists(place) || (isDirectory(after) && isDirectory(place));
  }

  private static boolean isSame(Path expected, Path place) throws IOException {
    return isFile(place) && Files.mismatch(expected, place) < 0;
  }

  private static boolean isDirectoryOrAbsent(Path place) {
    return isDirectory(place) || !PlainFiles.exists(place);
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
