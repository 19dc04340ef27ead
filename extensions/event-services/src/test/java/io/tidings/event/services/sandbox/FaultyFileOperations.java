package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/**
 * File system as an ordinary user sees it, even if the tests run as root, with faults injected by a
 * test.
 */
final class FaultyFileOperations implements FileOperations {

  /** Injected fault; a no-op by default. */
  @FunctionalInterface
  interface Fault {
    void happen(String operation, Path path) throws IOException;
  }

  /** Injected action on a path. */
  @FunctionalInterface
  interface Consumer {
    void accept(Path path) throws IOException;
  }

  private final FileOperations system = FileOperations.ofFileSystem();
  private Fault fault = (operation, path) -> {};

  /** Sets the fault that precedes each operation from now on. */
  void by(Fault next) {
    fault = next;
  }

  void byNothing() {
    fault = (operation, path) -> {};
  }

  /** Runs an action before the first operation of a kind only. */
  void onceBy(String operation, Consumer fault) {
    by(
        (tried, path) -> {
          if (tried.equals(operation)) {
            byNothing();
            fault.accept(path);
          }
        });
  }

  /** Makes an operation fail on a path with this ending. */
  void byFailing(String operation, String end) {
    by(
        (tried, path) -> {
          if (tried.equals(operation) && path.endsWith(end)) {
            throw new IOException(operation + " fails");
          }
        });
  }

  @Override
  public void copy(Path source, Path target) throws IOException {
    fault.happen("copy", source);
    requireWritable(target.getParent());
    system.copy(source, target);
    fault.happen("copied", source);
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    fault.happen("move", target);
    requireWritable(source.getParent());
    requireWritable(target.getParent());
    system.move(source, target);
  }

  @Override
  public void delete(Path path) throws IOException {
    fault.happen("delete", path);
    if (PlainFiles.exists(path)) {
      requireWritable(path.getParent());
    }
    system.delete(path);
  }

  @Override
  public FileChannel open(Path file, OpenOption option) throws IOException {
    fault.happen("open", file);
    if (option == StandardOpenOption.WRITE) {
      requireWritable(file);
    }
    return system.open(file, option);
  }

  private static void requireWritable(@Nullable Path path) throws IOException {
    if (path == null
        || !Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
            .contains(PosixFilePermission.OWNER_WRITE)) {
      throw new AccessDeniedException(String.valueOf(path));
    }
  }
}
