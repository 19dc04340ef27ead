package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.schema.SchemaDdl;
import io.tidings.event.store.internal.schema.StoreSettings;
import io.tidings.event.store.internal.schema.TrailLocation;
import io.tidings.event.store.spi.StoreTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The location of a trail in a file.
 *
 * @param file its absolute path
 */
public record SqliteLocation(Path file) implements TrailLocation {

  @Override
  public Database open(StoreSettings settings) {
    SqlitePath.requireUsable(file, settings.failures());
    try {
      SqliteLibrary.requireSafe(settings.failures());
      if (!SqliteFile.exists(file)) {
        create(settings);
      }
      return existing(settings);
    } catch (IOException | SQLException failure) {
      throw settings
          .failures()
          .create(
              FailureReason.FAILED, "the trail " + file + " cannot be opened: " + failure, failure);
    }
  }

  @Override
  public List<String> ddl(int version, List<StoreTables> extensions) {
    List<String> statements = new ArrayList<>(SqliteFile.SETTINGS);
    statements.addAll(SchemaDdl.trail(version, SqliteDatabase::dialect));
    for (StoreTables tables : extensions) {
      statements.addAll(SchemaDdl.extension(tables, SqliteDatabase::dialect));
    }
    statements.addAll(SqliteStatistics.statements());
    return statements;
  }

  private Database existing(StoreSettings settings) throws IOException {
    SqliteFile.requireUsable(file, !settings.readOnly(), settings.failures());
    SqliteDatabase database =
        SqliteDatabase.in(file, settings.busyTimeout(), settings.maxBytes(), settings.failures());
    try {
      SqliteFile.requireTrail(database);
      if (!settings.migrations().upgrade(database, settings)) {
        return database;
      }
    } catch (SQLException failure) {
      throw database.failed("open", failure);
    }
    migrate(database, settings);
    return existing(settings);
  }

  private void migrate(SqliteDatabase database, StoreSettings settings) throws IOException {
    try {
      new SqliteConversion(database, settings, SqlitePath.target(file)).run();
    } catch (SQLException failure) {
      throw database.failed("migrate", failure);
    }
  }

  private void create(StoreSettings settings) throws IOException {
    settings.requireCreation(file.toString());
    Path directory = file.getParent();
    if (settings.readOnly() || directory == null || !Files.isDirectory(directory)) {
      String remedy =
          settings.readOnly() ? "there is no such file" : "its directory does not exist; create it";
      throw settings
          .failures()
          .create(FailureReason.NOT_FOUND, "the trail " + file + ": " + remedy, null);
    }
    try {
      SqliteFile.create(file, settings);
    } catch (SQLException failure) {
      throw SqliteErrors.translate(
          settings.failures(), file, "create", settings.busyTimeout(), failure);
    }
  }
}
