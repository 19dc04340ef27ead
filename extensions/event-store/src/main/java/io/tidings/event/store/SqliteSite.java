package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A trail in a file.
 *
 * @param file its absolute path
 */
record SqliteSite(Path file) implements Site {

  @Override
  public Database open(Settings settings) {
    try {
      if (!SqliteFile.isThere(file)) {
        create(settings);
      }
      return found(settings);
    } catch (IOException failure) {
      throw new StoreException(
          Reason.FAILED, "the trail " + file + " cannot be opened: " + failure, failure);
    }
  }

  private Database found(Settings settings) throws IOException {
    SqliteFile.requireUsable(file, !settings.readOnly());
    SqliteDatabase database = SqliteDatabase.in(file, settings.busyTimeout(), settings.maxBytes());
    try {
      SqliteFile.requireTrail(database);
      settings.migrations().settle(database, settings.readOnly());
      return database;
    } catch (SQLException failure) {
      throw database.failed("open", failure);
    }
  }

  private void create(Settings settings) throws IOException {
    Path directory = file.getParent();
    if (settings.readOnly() || directory == null || !Files.isDirectory(directory)) {
      String remedy =
          settings.readOnly() ? "there is no such file" : "its directory does not exist; make it";
      throw new StoreException(Reason.NOT_FOUND, "the trail " + file + ": " + remedy);
    }
    try {
      SqliteFile.create(file, settings.busyTimeout(), settings.migrations());
    } catch (SQLException failure) {
      throw SqliteErrors.told(file, "make", settings.busyTimeout(), failure);
    }
  }
}
