package io.tidings.event.store.internal.sqlite;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limits of a trail's name and path. Stateless. */
final class SqlitePath {

  /** The greatest length of a name on common file systems, without SQLite's "-wal" or "-shm". */
  private static final int NAME = 255 - 4;

  /** The greatest length of a path in SQLite, without its "-journal". */
  private static final int PATH = 512 - 8;

  private SqlitePath() {}

  /**
   * Requires a path that SQLite can use together with those of its side files.
   *
   * @throws RuntimeException of the failure factory if it is longer
   */
  static void requireUsable(Path file, FailureFactory failures) {
    if (file.getFileName() != null) {
      require(file.getFileName(), "name", NAME, failures);
    }
    require(file, "path", PATH, failures);
    require(target(file), "path", PATH, failures);
  }

  /** Returns whether SQLite can use a path without links. */
  static boolean isUsable(Path file) {
    return length(file.getFileName()) <= NAME && length(file) <= PATH;
  }

  /** Returns the path without links, which SQLite uses. */
  static Path target(Path file) {
    try {
      Path directory = file.getParent();
      return directory == null || Files.exists(file)
          ? file.toRealPath()
          : directory.toRealPath().resolve(file.getFileName());
    } catch (IOException absent) {
      return file;
    }
  }

  private static void require(Path path, String what, int limit, FailureFactory failures) {
    int length = length(path);
    if (length > limit) {
      throw failures.create(
          FailureReason.FAILED,
          ("the trail %s cannot be opened: its %s has %s bytes, and SQLite, which adds a suffix for"
                  + " its log, supports at most %s bytes; choose a shorter %s")
              .formatted(path, what, length, limit, what),
          null);
    }
  }

  /** Returns the length in bytes; a file system without POSIX attributes counts characters. */
  private static int length(Path path) {
    String text = path.toString();
    return OwnerOnlyFiles.isPosix(path)
        ? text.getBytes(StandardCharsets.UTF_8).length
        : text.length();
  }
}
