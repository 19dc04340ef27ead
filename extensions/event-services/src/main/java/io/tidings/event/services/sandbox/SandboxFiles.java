package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of sandboxes are: each has a directory in a home, with {@code base}, the copy as
 * it was made, {@code work}, which is worked in, and a directory for each checkpoint. Immutable.
 */
final class SandboxFiles {

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String CHECKPOINT = "checkpoint-";

  private final Path home;
  private final FileOperations operations;
  private final TreeCopy trees;
  private final TreeDelete deletion;

  SandboxFiles(Path home, FileOperations operations) {
    this.home = home.toAbsolutePath();
    this.operations = operations;
    this.trees = new TreeCopy(operations);
    this.deletion = new TreeDelete(operations);
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
    return directory(sandboxId).resolve(CHECKPOINT + requireFileName(checkpointId));
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
      deletion.deleteAfter(failure, directory(sandboxId));
      throw failure;
    }
  }

  /** Copies the work to a new place; what is there of a copy that failed is deleted. */
  int save(String sandboxId, Path target) throws IOException {
    try {
      return trees.copy(work(sandboxId), target);
    } catch (IOException | RuntimeException failure) {
      deletion.deleteAfter(failure, target);
      throw failure;
    }
  }

  /** Puts a copy of {@code source} in the place of the work, which stays whole if that fails. */
  int restore(String sandboxId, Path source) throws IOException {
    deletion.delete(fresh(sandboxId));
    deletion.delete(old(sandboxId));
    try {
      int restored = trees.copy(source, fresh(sandboxId));
      replaceWork(sandboxId);
      return restored;
    } catch (IOException | RuntimeException failure) {
      if (PlainFiles.exists(work(sandboxId))) {
        deletion.deleteAfter(failure, fresh(sandboxId));
      }
      throw failure;
    }
  }

  private void replaceWork(String sandboxId) throws IOException {
    operations.move(work(sandboxId), old(sandboxId));
    try {
      operations.move(fresh(sandboxId), work(sandboxId));
    } catch (IOException | RuntimeException failure) {
      try {
        settle(sandboxId);
      } catch (IOException | RuntimeException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
    deleteIfPossible(old(sandboxId));
  }

  /** What cannot be deleted is left to the next restoration, and to the end of the sandbox. */
  private void deleteIfPossible(Path root) {
    try {
      deletion.delete(root);
    } catch (IOException | RuntimeException left) {
      // The work is what it was to be.
    }
  }

  /** Puts the old work back in its place if a restoration has ended between its two moves. */
  void settle(String sandboxId) throws IOException {
    if (!PlainFiles.exists(work(sandboxId))
        && PlainFiles.exists(old(sandboxId))
        && PlainFiles.exists(fresh(sandboxId))) {
      operations.move(old(sandboxId), work(sandboxId));
    }
  }

  /** Returns the ids of the checkpoints whose files are there, if only in part. */
  List<String> checkpoints(String sandboxId) throws IOException {
    if (!Files.isDirectory(directory(sandboxId))) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory(sandboxId))) {
      return entries
          .map(entry -> requireNonNull(entry.getFileName()).toString())
          .filter(name -> name.startsWith(CHECKPOINT))
          .map(name -> name.substring(CHECKPOINT.length()))
          .toList();
    }
  }

  /** Deletes what was made in vain; that this fails too does not matter as much. */
  void deleteAfter(Throwable failure, Path made) {
    deletion.deleteAfter(failure, made);
  }

  /** Deletes all files of a sandbox. */
  void delete(String sandboxId) throws IOException {
    deletion.delete(directory(sandboxId));
  }

  private Path fresh(String sandboxId) {
    return directory(sandboxId).resolve("fresh");
  }

  private Path old(String sandboxId) {
    return directory(sandboxId).resolve("old");
  }

  private static void makeOwnerOnly(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(requireNonNull(directory.getParent()));
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }
}
