package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.FatalErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * File layout of the sandboxes. Each has a directory in a common home, with {@code base}, the
 * initial copy, {@code work}, the working copy, and one directory per checkpoint. Immutable.
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

  /** Returns the id if it is valid as the name of a directory in the home. */
  static String requireFileName(String id) {
    if (!FILE_NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "ids.nextId() must return only letters, digits, _ and - for sandboxes and checkpoints");
    }
    return id;
  }

  /** Returns the directory of a sandbox. */
  Path directory(String sandboxId) {
    return home.resolve(requireFileName(sandboxId));
  }

  /** Returns the directory of a sandbox's initial copy. */
  Path base(String sandboxId) {
    return directory(sandboxId).resolve("base");
  }

  /** Returns the directory of a sandbox's working copy. */
  Path work(String sandboxId) {
    return directory(sandboxId).resolve("work");
  }

  /** Returns the directory of a checkpoint. */
  Path checkpoint(String sandboxId, String checkpointId) {
    return directory(sandboxId).resolve(CHECKPOINT + requireFileName(checkpointId));
  }

  /**
   * Copies a directory into a new sandbox.
   *
   * @throws SandboxException if the home is inside the directory or the reverse
   */
  void create(String sandboxId, Path original) throws IOException {
    makeOwnerOnly(home);
    Path realHome = home.toRealPath();
    if (realHome.startsWith(original) || original.startsWith(realHome)) {
      throw new SandboxException(
          "the home must not be inside the directory, nor the directory inside it: " + home,
          original);
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

  /** Copies the working copy to a new directory, which is deleted if that fails. */
  int save(String sandboxId, Path target) throws IOException {
    try {
      return trees.copy(work(sandboxId), target);
    } catch (IOException | RuntimeException failure) {
      deletion.deleteAfter(failure, target);
      throw failure;
    }
  }

  /**
   * Replaces the working copy by a copy of {@code source}; the working copy stays complete if that
   * fails.
   */
  int restore(String sandboxId, Path source) throws IOException {
    deletion.delete(incoming(sandboxId));
    deletion.delete(old(sandboxId));
    try {
      int restored = trees.copy(source, incoming(sandboxId));
      replaceWork(sandboxId);
      return restored;
    } catch (IOException | RuntimeException failure) {
      if (PlainFiles.exists(work(sandboxId))) {
        deletion.deleteAfter(failure, incoming(sandboxId));
      }
      throw failure;
    }
  }

  /** Swaps the working copy for the incoming one by two moves. */
  private void replaceWork(String sandboxId) throws IOException {
    operations.move(work(sandboxId), old(sandboxId));
    try {
      operations.move(incoming(sandboxId), work(sandboxId));
    } catch (IOException | RuntimeException failure) {
      try {
        undoReplacement(sandboxId);
      } catch (IOException | RuntimeException another) {
        FatalErrors.suppress(failure, another);
      }
      throw failure;
    }
    deleteIfPossible(old(sandboxId));
  }

  /** Deletes a tree; a failure leaves it to the next restore or to the deletion of the sandbox. */
  private void deleteIfPossible(Path root) {
    try {
      deletion.delete(root);
    } catch (IOException | RuntimeException ignored) {
      // The working copy itself is complete.
    }
  }

  /** Moves the old working copy back if a restore was interrupted between its two moves. */
  void undoReplacement(String sandboxId) throws IOException {
    if (!PlainFiles.exists(work(sandboxId))
        && PlainFiles.exists(old(sandboxId))
        && PlainFiles.exists(incoming(sandboxId))) {
      operations.move(old(sandboxId), work(sandboxId));
    }
  }

  /** Returns the ids of the checkpoints that have files, complete or partial. */
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

  /** Deletes an incomplete copy after a failure; a failure of the deletion is added to that one. */
  void deleteAfter(Throwable failure, Path incomplete) {
    deletion.deleteAfter(failure, incomplete);
  }

  /** Deletes all files of a sandbox. */
  void delete(String sandboxId) throws IOException {
    deletion.delete(directory(sandboxId));
  }

  private Path incoming(String sandboxId) {
    return directory(sandboxId).resolve("fresh");
  }

  private Path old(String sandboxId) {
    return directory(sandboxId).resolve("old");
  }

  /** Creates a directory that only its owner can access, where the file system supports that. */
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
