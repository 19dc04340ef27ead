package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.FatalErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One commit of a sandbox to its original directory. Every changed file is first stagedFiles as a
 * temporary file in the original's tree, then moved to its final path atomically. If staging fails,
 * the original is unchanged; a commit interrupted after that is completed by running another one.
 * Confined to one thread.
 */
final class Commit {

  private final Sandbox sandbox;
  private final ConflictCheck conflicts;
  private final Path base;
  private final FileOperations operations;
  private final TreeCopy trees;

  /** Temporary files by the path that each replaces, relative to the original. */
  private final Map<Path, Path> stagedFiles = new LinkedHashMap<>();

  Commit(Sandbox sandbox, Path base, FileOperations operations) {
    this.sandbox = sandbox;
    this.base = base;
    this.operations = operations;
    this.trees = new TreeCopy(operations);
    this.conflicts = new ConflictCheck(sandbox, base);
  }

  /**
   * Commits the changes and returns the written and deleted files, sorted.
   *
   * @throws SandboxException if one of these files was changed in the original since the sandbox
   *     was created, or the working copy changes during the commit; nothing is committed then
   */
  List<Path> run() throws IOException {
    PlainFiles.requireDirectory(sandbox.original());
    Changes changes = Changes.between(base, sandbox.work());
    for (Path file : changes.all()) {
      conflicts.requireUntouched(file);
    }
    try {
      for (Path file : changes.written()) {
        stage(file);
      }
      move(changes);
    } catch (Throwable failure) {
      unstage(failure);
      throw failure;
    }
    return changes.all();
  }

  /**
   * Copies a file of the working copy to a temporary file. Guarantees that the copy is a plain file
   * of the working copy even if that changes meanwhile.
   */
  private void stage(Path file) throws IOException {
    Path temporary =
        directory(file).resolve(".tidings-%s-%s.tmp".formatted(sandbox.id(), stagedFiles.size()));
    stagedFiles.put(file, temporary);
    Path source = PathGuard.below(sandbox.work(), file);
    if (!trees.copyFile(source, temporary)) {
      throw new SandboxException(
          "the working copy was changed during the commit; commit again", source);
    }
    PathGuard.below(sandbox.work(), file);
    try (FileChannel written = operations.open(temporary, StandardOpenOption.READ)) {
      written.force(true);
    }
  }

  /** Returns the innermost existing directory above a file of the original. */
  private Path directory(Path file) throws IOException {
    Path parent = requireNonNull(PathGuard.below(sandbox.original(), file).getParent());
    while (!Files.isDirectory(parent)) {
      parent = requireNonNull(parent.getParent());
    }
    return parent;
  }

  /** Deletes the temporary files after a failure. */
  private void unstage(Throwable failure) {
    for (Path temporary : stagedFiles.values()) {
      try {
        operations.delete(temporary);
      } catch (IOException | RuntimeException another) {
        FatalErrors.suppress(failure, another);
      }
    }
  }

  /** Moves the staged files to their final paths, then deletes the removed ones. */
  private void move(Changes changes) throws IOException {
    for (Map.Entry<Path, Path> entry : stagedFiles.entrySet()) {
      Path target = PathGuard.below(sandbox.original(), entry.getKey());
      clear(entry.getKey());
      Files.createDirectories(requireNonNull(target.getParent()));
      operations.move(entry.getValue(), target);
    }
    for (Path file : changes.deleted()) {
      delete(file);
    }
  }

  /** Deletes an existing file where a directory is required, or the reverse. */
  private void clear(Path file) throws IOException {
    for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
      delete(parent);
    }
    Path target = sandbox.original().resolve(file);
    if (Files.isDirectory(target)) {
      for (Path below : PlainFiles.below(target)) {
        delete(file.resolve(below));
      }
      for (Path directory : directories(target)) {
        operations.delete(directory);
      }
    }
  }

  /** Returns a directory and its subdirectories, innermost first. */
  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Deletes a file of the original if it exists and is unchanged since the sandbox was created. */
  private void delete(Path file) throws IOException {
    Path target = PathGuard.below(sandbox.original(), file);
    if (Files.isRegularFile(target)) {
      conflicts.requireUntouched(file);
      operations.delete(target);
    }
  }
}
