package io.tidings.event.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens a file for reading. */
@FunctionalInterface
interface Opener {

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read
   */
  InputStream open(Path file) throws IOException;

  /** Opens files of the file system, and no symbolic link that took the place of one. */
  static Opener fileSystem() {
    return file -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }
}
