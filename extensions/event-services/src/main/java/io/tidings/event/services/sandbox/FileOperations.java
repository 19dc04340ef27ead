package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What is done with single files; a test may run out of space or be denied something here. */
@FunctionalInterface
interface FileOperations {

  /** Copies a file over whatever is at the target; may leave a part of it there if it throws. */
  void copy(Path source, Path target) throws IOException;

  /** Moves a file or directory in one step, a file over the one that is there. */
  default void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes a file or an empty directory, if it is there. */
  default void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /** Opens a file. */
  default FileChannel open(Path file, OpenOption option) throws IOException {
    return FileChannel.open(file, option);
  }

  /** Returns the file system's own way. */
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
