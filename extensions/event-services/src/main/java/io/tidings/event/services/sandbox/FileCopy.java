package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies one file; a test may run out of space here. */
@FunctionalInterface
interface FileCopy {

  /** Copies a file over whatever is at the target; may leave a part of it there if it throws. */
  void copy(Path source, Path target) throws IOException;

  /** Returns the file system's own way. */
  static FileCopy ofFileSystem() {
    return (source, target) ->
        Files.copy(
            source,
            target,
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
  }
}
