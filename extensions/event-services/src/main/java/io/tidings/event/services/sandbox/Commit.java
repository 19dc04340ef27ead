package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

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
 * Brings changes back to the original: first every file is written near its place, then each is
 * moved there atomically. As long as the first is not done the original is as it was; what is
 * interrupted after that is finished by another commit. Confined to one thread.
 */
final class Commit {

  private final Sandbox sandbox;
  private final Conflicts conflicts;
  private final Path base;
  private final FileOperations operations;
  private final TreeCopy trees;

  /** Where files are written first, by what they are to be in the original. */
  private final Map<Path, Path> staged = new LinkedHashMap<>();

  Commit(Sandbox sandbox, Path base, FileOperations operations) {
    this.sandbox = sandbox;
    this.base = base;
    this.operations = operations;
    this.trees = new TreeCopy(operations);
    this.conflicts = new Conflicts(sandbox, base);
  }

  /**
   * Commits, and returns the files that were written or deleted.
   *
   * @throws SandboxException if a file was changed in the original meanwhile, or the working copy
   *     does not keep still; then nothing is done
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

  /** Whatever the working copy has become meanwhile, what is staged is a plain file of it. */
  private void stage(Path file) throws IOException {
    Path beside =
        directory(file).resolve(".tidings-%s-%s.tmp".formatted(sandbox.id(), staged.size()));
    staged.put(file, beside);
    Path source = PathGuard.below(sandbox.work(), file);
    if (!trees.copyFile(source, beside)) {
      throw new SandboxException("the working copy changed while it was committed", source);
    }
    PathGuard.below(sandbox.work(), file);
    try (FileChannel written = operations.open(beside, StandardOpenOption.READ)) {
      written.force(true);
    }
  }

  /** Returns the innermost directory around a file that is there already. */
  private Path directory(Path file) throws IOException {
    Path parent = requireNonNull(PathGuard.below(sandbox.original(), file).getParent());
    while (!Files.isDirectory(parent)) {
      parent = requireNonNull(parent.getParent());
    }
    return parent;
  }

  private void unstage(Throwable failure) {
    for (Path beside : staged.values()) {
      try {
        operations.delete(beside);
      } catch (IOException | RuntimeException another) {
        failure.addSuppressed(another);
      }
    }
  }

  private void move(Changes changes) throws IOException {
    for (Map.Entry<Path, Path> entry : staged.entrySet()) {
      Path target = PathGuard.below(sandbox.original(), entry.getKey());
      clear(entry.getKey());
      Files.createDirectories(requireNonNull(target.getParent()));
      operations.move(entry.getValue(), target);
    }
    for (Path file : changes.deleted()) {
      delete(file);
    }
  }

  /** Deletes what is in the way: a file where a directory is to be, or the reverse. */
  private void clear(Path file) throws IOException {
    for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
      delete(parent);
    }
    Path place = sandbox.original().resolve(file);
    if (Files.isDirectory(place)) {
      for (Path below : PlainFiles.below(place)) {
        delete(file.resolve(below));
      }
      for (Path directory : directories(place)) {
        operations.delete(directory);
      }
    }
  }

  /** Returns a directory and those below it, the innermost first. */
  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Deletes a file, if there is one, that is still as it was in the beginning. */
  private void delete(Path file) throws IOException {
    Path place = PathGuard.below(sandbox.original(), file);
    if (Files.isRegularFile(place)) {
      conflicts.requireUntouched(file);
      operations.delete(place);
    }
  }
}
