package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Tells what was changed in an original since its sandbox was made. A place is untouched as long as
 * it is what it was then, or is already what a commit would make of it. Immutable.
 */
final class Conflicts {

  private final Path original;
  private final Path work;
  private final Path base;

  Conflicts(Sandbox sandbox, Path base) {
    this.original = sandbox.original();
    this.work = sandbox.work();
    this.base = base;
  }

  /**
   * Sees to it that a file can be written or deleted in the original.
   *
   * @throws SandboxException if there, or in its way, is what was not there in the beginning
   */
  void requireUntouched(Path file) throws IOException {
    Path place = PathGuard.below(original, file);
    if (!isAsBefore(file, place) && !isAsAfter(file, place)) {
      throw new SandboxException("the original was changed meanwhile", place);
    }
    Path parent = file.getParent();
    if (parent != null && !isDirectoryOrAbsent(original.resolve(parent))) {
      requireUntouched(parent);
    }
  }

  private boolean isAsBefore(Path file, Path place) throws IOException {
    Path before = base.resolve(file);
    if (isFile(before)) {
      return isSame(before, place);
    }
    return !PlainFiles.exists(place) || (isDirectory(place) && isAllFromBase(file, place));
  }

  private boolean isAllFromBase(Path directory, Path place) throws IOException {
    for (Path below : PlainFiles.below(place)) {
      if (!isFile(base.resolve(directory).resolve(below))) {
        return false;
      }
    }
    return true;
  }

  private boolean isAsAfter(Path file, Path place) throws IOException {
    Path after = work.resolve(file);
    if (isFile(after)) {
      return isSame(after, place);
    }
    return !PlainFiles.exists(place) || (isDirectory(after) && isDirectory(place));
  }

  private static boolean isSame(Path wanted, Path place) throws IOException {
    return isFile(place) && Files.mismatch(wanted, place) < 0;
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
