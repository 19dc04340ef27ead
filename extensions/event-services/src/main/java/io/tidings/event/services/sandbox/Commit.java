package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings changes back to the original: first every file is written beside its place, then each is
 * moved there atomically. As long as the first is not done the original is as it was. Confined to
 * one thread.
 */
final class Commit {

  private final Sandbox sandbox;
  private final Path base;
  private final FileCopy copy;
  private final Map<Path, Path> staged = new LinkedHashMap<>();
  private final Deque<Path> made = new ArrayDeque<>();

  Commit(Sandbox sandbox, Path base, FileCopy copy) {
    this.sandbox = sandbox;
    this.base = base;
    this.copy = copy;
  }

  /**
   * Commits, and returns the files that were written or deleted.
   *
   * @throws SandboxException if a file was changed in the original meanwhile; then nothing is done
   */
  List<Path> run() throws IOException {
    Changes changes = Changes.between(base, sandbox.work());
    for (Path file : changes.all()) {
      requireUntouched(file);
    }
    try {
      for (Path file : changes.written()) {
        stage(file);
      }
    } catch (IOException | RuntimeException failure) {
      unstage(failure);
      throw failure;
    }
    move(changes.deleted());
    return changes.all();
  }

  private void requireUntouched(Path file) throws IOException {
    Path original = PathGuard.below(sandbox.original(), file);
    Path before = base.resolve(file);
    boolean isUntouched =
        PlainFiles.exists(before)
            ? Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)
                && Files.mismatch(before, original) < 0
            : !PlainFiles.exists(original);
    if (!isUntouched) {
      throw new SandboxException("the original was changed meanwhile", original);
    }
  }

  private void stage(Path file) throws IOException {
    Path target = sandbox.original().resolve(file);
    makeDirectories(requireNonNull(target.getParent()));
    Path beside = target.resolveSibling(".tidings-" + sandbox.id() + "-" + staged.size() + ".tmp");
    staged.put(beside, target);
    copy.copy(sandbox.work().resolve(file), beside);
    try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  private void makeDirectories(Path directory) throws IOException {
    if (!PlainFiles.exists(directory)) {
      makeDirectories(requireNonNull(directory.getParent()));
      Files.createDirectory(directory);
      made.push(directory);
    }
  }

  private void unstage(Exception failure) {
    List<Path> leftovers = new ArrayList<>(staged.keySet());
    leftovers.addAll(made);
    for (Path leftover : leftovers) {
      try {
        Files.deleteIfExists(leftover);
      } catch (IOException another) {
        failure.addSuppressed(another);
      }
    }
  }

  private void move(List<Path> deleted) throws IOException {
    try {
      for (Map.Entry<Path, Path> entry : staged.entrySet()) {
        Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
      for (Path file : deleted) {
        Files.deleteIfExists(sandbox.original().resolve(file));
      }
    } catch (IOException failure) {
      for (Path beside : staged.keySet()) {
        Files.deleteIfExists(beside);
      }
      throw failure;
    }
  }
}
