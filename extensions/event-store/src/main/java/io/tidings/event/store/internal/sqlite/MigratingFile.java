package io.tidings.event.store.internal.sqlite;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.UUID;

/**
 * The file into which a trail is converted, next to it. It has the name of the trail with the
 * suffix {@code .migrating}, or a shorter one if that would be too long. Immutable.
 *
 * @param trail the trail's file, a path without links
 * @param file the new file
 */
record MigratingFile(Path trail, Path file) {

  private static final String SUFFIX = ".migrating";
  private static final List<String> SIDE_FILES = List.of("-wal", "-shm", "-journal");

  static MigratingFile of(Path trail) {
    Path named = trail.resolveSibling(trail.getFileName() + SUFFIX);
    return new MigratingFile(trail, SqlitePath.isUsable(named) ? named : shortName(trail));
  }

  private static Path shortName(Path trail) {
    byte[] name = trail.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    return trail.resolveSibling("." + UUID.nameUUIDFromBytes(name) + SUFFIX);
  }

  /** Creates the file; returns whether it did not exist. */
  boolean create() throws IOException {
    if (SqliteFile.exists(file)) {
      return false;
    }
    delete();
    OwnerOnlyFiles.create(file);
    return true;
  }

  /** Deletes the file, and the files next to it. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
    for (String suffix : SIDE_FILES) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }

  /** Gives the file the owner and the group of the trail. */
  void copyOwner() throws IOException {
    if (OwnerOnlyFiles.isPosix(trail)) {
      PosixFileAttributes from = Files.readAttributes(trail, PosixFileAttributes.class);
      PosixFileAttributeView to = view();
      if (!to.readAttributes().owner().equals(from.owner())) {
        to.setOwner(from.owner());
      }
      if (!to.readAttributes().group().equals(from.group())) {
        to.setGroup(from.group());
      }
    }
  }

  private PosixFileAttributeView view() {
    return Files.getFileAttributeView(
        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Gives the file the permissions of the trail, and replaces that by it atomically. */
  void replace() throws IOException {
    if (OwnerOnlyFiles.isPosix(trail)) {
      view().setPermissions(Files.getPosixFilePermissions(trail));
    }
    Files.move(file, trail, StandardCopyOption.ATOMIC_MOVE);
    delete();
    if (OwnerOnlyFiles.isPosix(trail)) {
      try (FileChannel directory = FileChannel.open(trail.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }
}
