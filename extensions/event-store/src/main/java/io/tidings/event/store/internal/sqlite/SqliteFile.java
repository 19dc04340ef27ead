package io.tidings.event.store.internal.sqlite;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.StoreSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Creation and recognition of a trail's file. Opens an existing file through SQLite only, since
 * closing another descriptor of it would release SQLite's locks. Stateless.
 */
public final class SqliteFile {

  /** The settings of a new file, which precede its tables. */
  static final List<String> SETTINGS =
      List.of(
          "PRAGMA auto_vacuum = INCREMENTAL",
          "PRAGMA application_id = " + SqliteDatabase.APPLICATION_ID,
          "PRAGMA journal_mode = WAL");

  private SqliteFile() {}

  /**
   * Creates a new trail: completely under a temporary name, owner-only before the first byte, and
   * then linked to its name. No reader sees an incomplete file, and a file created there meanwhile
   * is left unchanged.
   */
  static void create(Path file, StoreSettings settings) throws IOException, SQLException {
    requireNoLeftovers(file, settings.failures());
    Path temporary = OwnerOnlyFiles.temporarySibling(file);
    try {
      OwnerOnlyFiles.create(temporary);
      Database database =
          SqliteDatabase.in(temporary, settings.busyTimeout(), Long.MAX_VALUE, settings.failures());
      fill(database, settings.migrations());
      publish(temporary, file, Files::createLink);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void fill(Database database, Migrations migrations) throws SQLException {
    try (Connection connection = database.writer()) {
      for (String setting : SETTINGS) {
        Migrations.execute(connection, setting);
      }
      Migrations.prepare(connection);
      migrations.upgrade(database, connection);
    }
  }

  /**
   * Refuses to create a trail next to the log of a deleted one, which SQLite would apply to the new
   * file.
   */
  private static void requireNoLeftovers(Path file, FailureFactory failures) {
    for (String suffix : new String[] {"-wal", "-shm", "-journal"}) {
      Path left = file.resolveSibling(file.getFileName() + suffix);
      if (exists(left) && !exists(file)) {
        throw failures.create(
            FailureReason.FOREIGN,
            "the trail "
                + file
                + " does not exist, but "
                + left.getFileName()
                + " of a former one does; restore its file, or delete the remaining ones",
            null);
      }
    }
  }

  /** Gives the file its name unless another file has it meanwhile. */
  public static void publish(Path temporary, Path file, Linking linking) throws IOException {
    try {
      linking.link(file, temporary);
    } catch (FileAlreadyExistsException meanwhile) {
      return;
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      if (!reserved(file)) {
        return;
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
    if (OwnerOnlyFiles.isPosix(file)) {
      try (FileChannel directory =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  /** Reserves the name; returns whether it was free. */
  private static boolean reserved(Path file) throws IOException {
    try {
      OwnerOnlyFiles.create(file);
      return true;
    } catch (FileAlreadyExistsException meanwhile) {
      return false;
    }
  }

  /** The creation of a hard link, which some file systems do not support. */
  @FunctionalInterface
  public interface Linking {
    void link(Path link, Path existing) throws IOException;
  }

  /** Validates a file before SQLite opens it. */
  static void requireUsable(Path file, boolean forWriting, FailureFactory failures)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw failures.create(
          FailureReason.FOREIGN,
          "the trail " + file + " must be a regular file; name one, or a new one",
          null);
    }
    if (Files.size(file) == 0) {
      throw failures.create(
          FailureReason.FOREIGN,
          "the trail " + file + " is an empty file; delete it to create a trail there",
          null);
    }
    if (forWriting && isMarkedReadOnly(file)) {
      throw failures.create(
          FailureReason.READ_ONLY,
          "the trail " + file + " is marked as read-only; make it writable, or open it read-only",
          null);
    }
  }

  /** Returns whether not even the owner may write the file. */
  static boolean isMarkedReadOnly(Path file) throws IOException {
    return OwnerOnlyFiles.isPosix(file)
        && !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
  }

  /** Validates that a database is a trail, without changing it or the files next to it. */
  static void requireTrail(SqliteDatabase database) throws SQLException {
    try (Connection connection = database.onlooker();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA application_id")) {
      if (!rows.next() || rows.getInt(1) != SqliteDatabase.APPLICATION_ID) {
        throw database.refused(
            FailureReason.FOREIGN, "is a database of another application; name another file");
      }
    }
  }

  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
