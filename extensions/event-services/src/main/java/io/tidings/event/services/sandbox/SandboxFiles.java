package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * Where the files of sandboxes are: each has a directory in a home, with {@code base}, the copy as
 * it was made, {@code work}, which is worked in, and a directory for each checkpoint. Immutable.
 */
final class SandboxFiles {

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final Path home;
  private final TreeCopy trees;

  SandboxFiles(Path home, TreeCopy trees) {
    this.home = home.toAbsolutePath();
    this.trees = trees;
  }

  /** Returns an id that can be the name of a directory and of nothing outside the home. */
  static String requireFileName(String id) {
    if (!FILE_NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "ids.nextId() must give letters, digits, _ and - for sandboxes and checkpoints");
    }
    return id;
  }

  Path directory(String sandboxId) {
    return home.resolve(requireFileName(sandboxId));
  }

  Path base(String sandboxId) {
    return directory(sandboxId).resolve("base");
  }

  Path work(String sandboxId) {
    return directory(sandboxId).resolve("work");
  }

  Path checkpoint(String sandboxId, String checkpointId) {
    return directory(sandboxId).resolve("checkpoint-" + requireFileName(checkpointId));
  }

  /**
   * Copies a directory into a new sandbox.
   *
   * @throws SandboxException if one of home and directory is inside the other
   */
  void create(String sandboxId, Path original) throws IOException {
    makeOwnerOnly(home);
    Path realHome = home.toRealPath();
    if (realHome.startsWith(original) || original.startsWith(realHome)) {
      throw new SandboxException("neither of these may be inside the other: " + home, original);
    }
    makeOwnerOnly(directory(sandboxId));
    try {
      trees.copy(original, base(sandboxId));
      trees.copy(base(sandboxId), work(sandboxId));
    } catch (IOException | RuntimeException failure) {
      PlainFiles.delete(directory(sandboxId));
      throw failure;
    }
  }

  /** Copies the work to a new place; what is there of a copy that failed is deleted. */
  int save(String sandboxId, Path target) throws IOException {
    try {
      return trees.copy(work(sandboxId), target);
    } catch (IOException | RuntimeException failure) {
      PlainFiles.delete(target);
      throw failure;
    }
  }

  /** Puts a copy of {@code source} in the place of the work, which stays whole if that fails. */
  int restore(String sandboxId, Path source) throws IOException {
    Path work = work(sandboxId);
    Path fresh = work.resolveSibling("fresh");
    Path old = work.resolveSibling("old");
    PlainFiles.delete(fresh);
    PlainFiles.delete(old);
    int restored;
    try {
      restored = trees.copy(source, fresh);
    } catch (IOException | RuntimeException failure) {
      PlainFiles.delete(fresh);
      throw failure;
    }
    Files.move(work, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(fresh, work, StandardCopyOption.ATOMIC_MOVE);
    PlainFiles.delete(old);
    return restored;
  }

  private static void makeOwnerOnly(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(requireNonNull(directory.getParent()));
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }
}
