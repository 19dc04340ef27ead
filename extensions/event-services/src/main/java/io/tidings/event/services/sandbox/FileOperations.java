package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Operations on single files; replaced in tests to simulate a full disk or denied access. */
@FunctionalInterface
interface FileOperations {

  /** Copies a file, replacing the target. May leave a partial target behind if it throws. */
  void copy(Path source, Path target) throws IOException;

  /** Moves a file or directory atomically, replacing an existing file. */
  default void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes a file or an empty directory; a no-op if it does not exist. */
  default void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /** Opens a file. */
  default FileChannel open(Path file, OpenOption option) throws IOException {
    return FileChannel.open(file, option);
  }

  /** Returns the operations of the file system. */
  static FileOperations ofFileSystem() {
    return (source, target) ->
        Files.copy(
            source,
            target,
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
  }
}
