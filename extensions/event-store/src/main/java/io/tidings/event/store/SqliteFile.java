package io.tidings.event.store;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import io.tidings.event.store.StoreException.Reason;
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
import java.time.Duration;

/**
 * How the file of a trail comes to be, and how a file that is there is known to be one. Never opens
 * a database's file but through SQLite: to close it would take SQLite's locks away. Stateless.
 */
final class SqliteFile {

  private SqliteFile() {}

  /**
   * Makes a new trail. It is made whole beside its place, for the owner alone from before the first
   * byte, and then linked there: nobody ever sees a part of one, and a file that has come to stand
   * there meanwhile is left alone.
   */
  static void create(Path file, Duration busyTimeout, Migrations migrations)
      throws IOException, SQLException {
    requireNothingLeftOf(file);
    Path made = OwnerOnlyFiles.temporarySibling(file);
    try {
      OwnerOnlyFiles.create(made);
      fill(SqliteDatabase.in(made, busyTimeout, Long.MAX_VALUE), migrations);
      place(made, file, Files::createLink);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static void fill(Database database, Migrations migrations) throws SQLException {
    try (Connection connection = database.writer()) {
      Migrations.execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
      Migrations.execute(connection, "PRAGMA application_id = " + SqliteDatabase.APPLICATION_ID);
      Migrations.execute(connection, "PRAGMA journal_mode = WAL");
      Migrations.prepare(connection);
      migrations.upgrade(database, connection);
    }
  }

  /**
   * Refuses to make a trail where another one has been whose file is gone: SQLite would take what
   * it had still to write for the new one's.
   */
  private static void requireNothingLeftOf(Path file) {
    for (String suffix : new String[] {"-wal", "-shm", "-journal"}) {
      Path left = file.resolveSibling(file.getFileName() + suffix);
      if (isThere(left) && !isThere(file)) {
        throw new StoreException(
            Reason.FOREIGN,
            "the trail "
                + file
                + " is not there, but "
                + left.getFileName()
                + " of one that was: bring its file back, or delete what is left of it");
      }
    }
  }

  /** Puts the file where nobody else has put one meanwhile. */
  static void place(Path made, Path file, Linking linking) throws IOException {
    try {
      linking.link(file, made);
    } catch (FileAlreadyExistsException meanwhile) {
      return;
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      if (!reserved(file)) {
        return;
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
    if (OwnerOnlyFiles.isPosix(file)) {
      try (FileChannel directory =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  /** Tells whether the name was free; it is taken now. */
  private static boolean reserved(Path file) throws IOException {
    try {
      OwnerOnlyFiles.create(file);
      return true;
    } catch (FileAlreadyExistsException meanwhile) {
      return false;
    }
  }

  /** Makes a file known by a second name; some file systems cannot. */
  @FunctionalInterface
  interface Linking {
    void link(Path link, Path existing) throws IOException;
  }

  /** Makes sure that a file can be the one of a trail, before SQLite opens it. */
  static void requireUsable(Path file, boolean forWriting) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new StoreException(
          Reason.FOREIGN, "the trail " + file + " must be a file; name one, or one to be made");
    }
    if (Files.size(file) == 0) {
      throw new StoreException(
          Reason.FOREIGN,
          "the trail " + file + " is an empty file; delete it to have a trail made there");
    }
    if (forWriting
        && OwnerOnlyFiles.isPosix(file)
        && !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE)) {
      throw new StoreException(
          Reason.READ_ONLY,
          "the trail "
              + file
              + " is marked as read-only; make it writable, or open it for reading"
              + " alone");
    }
  }

  /** Makes sure that a database is a trail, without changing anything in it. */
  static void requireTrail(Database database) throws SQLException {
    try (Connection connection = database.reader();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA application_id")) {
      if (!rows.next() || rows.getInt(1) != SqliteDatabase.APPLICATION_ID) {
        throw database.refused(
            Reason.FOREIGN, "is a database of something else; name another file");
      }
    }
  }

  static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
