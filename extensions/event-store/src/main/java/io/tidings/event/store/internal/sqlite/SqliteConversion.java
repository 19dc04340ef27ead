package io.tidings.event.store.internal.sqlite;

import io.tidings.event.internal.Durations;
import io.tidings.event.store.internal.ConversionProgress;
import io.tidings.event.store.internal.ConversionSettings;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.convert.EarlierEvents;
import io.tidings.event.store.internal.convert.EventComparison;
import io.tidings.event.store.internal.convert.EventCopy;
import io.tidings.event.store.internal.convert.LeanTables;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.StoreSettings;
import io.tidings.event.store.internal.schema.TrailSchema;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.LockingMode;

/**
 * The conversion of a file of version 12 into a new file next to it, which then replaces it. The
 * earlier file is locked exclusively meanwhile, and stays as it is if the conversion is
 * interrupted; the next one continues with the new file. Confined to one thread.
 */
final class SqliteConversion {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");

  /** The page cache, in which indexes are sorted, in negative kibibytes. */
  private static final int CACHE = -32_768;

  private static final String IN_USE =
      "has an earlier version, which cannot be migrated while another process or store has it open;"
          + " close those and open it again";

  /** The longest wait before the next attempt to lock the file. */
  private static final long PAUSE_NANOS = 20_000_000;

  /** The stages of the last step. */
  private static final int STAGES = 3;

  private static final String RESUMED_OTHER =
      "The interrupted migration of the trail {} belongs to another one; migrating from the start";

  private final SqliteDatabase database;
  private final StoreSettings settings;
  private final Path file;
  private final MigratingFile migrating;

  /**
   * Creates a conversion.
   *
   * @param file the path of the database without links
   */
  SqliteConversion(SqliteDatabase database, StoreSettings settings, Path file) {
    this.database = database;
    this.settings = settings;
    this.file = file;
    this.migrating = MigratingFile.of(file);
  }

  /** Converts the file, unless another process has replaced it before it was locked. */
  void run() throws IOException, SQLException {
    try (Connection earlier = earlier()) {
      if (database.isReplaced()) {
        return;
      }
      EarlierEvents events = new EarlierEvents(earlier, "event");
      requireSize(events);
      boolean isResumed = !create();
      String difference = copy(earlier, events);
      if (difference != null && isResumed) {
        LOG.warn(RESUMED_OTHER, file);
        migrating.delete();
        create();
        difference = copy(earlier, events);
      }
      if (difference != null) {
        migrating.delete();
        throw database.refused(
            FailureReason.CORRUPT, difference + "; it is unchanged, correct or remove that row");
      }
      migrating.replace();
      LOG.info("Migrated the trail {} with {} events", file, events.count());
      finishing(STAGES);
    }
  }

  /** Creates the new file with the owner of the trail; returns whether it did not exist. */
  private boolean create() throws IOException {
    boolean isNew = migrating.create();
    try {
      migrating.copyOwner();
    } catch (FileSystemException denied) {
      migrating.delete();
      throw settings
          .failures()
          .create(
              FailureReason.READ_ONLY,
              "the trail " + file + " has an earlier version; migrate it as the user who owns it",
              denied);
    }
    return isNew;
  }

  private void finishing(int stage) {
    settings.conversion().progress().progress(ConversionProgress.FINISHING, stage, STAGES);
  }

  /**
   * Returns a connection with an exclusive lock, which it keeps until it is closed. An attempt that
   * meets another one gives its shared lock back before the next.
   */
  private Connection earlier() throws SQLException {
    long deadline = System.nanoTime() + Durations.nanos(settings.busyTimeout());
    while (true) {
      Connection connection = exclusive(file);
      try {
        Migrations.execute(connection, "PRAGMA synchronous = FULL");
        Migrations.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return connection;
      } catch (SQLException failure) {
        connection.close();
        if (!SqliteErrors.isBusy(failure)) {
          throw failure;
        }
        if (System.nanoTime() - deadline >= 0) {
          throw database.refused(FailureReason.BUSY, IN_USE);
        }
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
    }
  }

  private static Connection exclusive(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setLockingMode(LockingMode.EXCLUSIVE);
    config.setBusyTimeout(0);
    config.enableLoadExtension(false);
    return config.createConnection("jdbc:sqlite:" + path.toUri());
  }

  private void requireSize(EarlierEvents events) throws SQLException {
    if (events.isMoreThan(settings.conversion().most())) {
      throw database.refused(
          FailureReason.OLDER_SCHEMA, ConversionSettings.tooLarge(events.count()));
    }
  }

  /** Completes the new file; returns the difference of a copy, or null if there is none. */
  private @Nullable String copy(Connection earlier, EarlierEvents events) throws SQLException {
    try (Connection target = target()) {
      CarriedObjects others = new CarriedObjects(database, earlier, target);
      if (others.isComplete()) {
        return "has a complete copy of an earlier state";
      }
      create(target, others);
      new EventCopy(events, target, "", settings.conversion().progress()).run();
      LeanTables.index(database, target, settings.conversion().progress());
      String difference =
          new EventComparison(events, target, settings.conversion().progress()).difference();
      if (difference == null) {
        complete(target, others);
      }
      return difference;
    }
  }

  private Connection target() throws SQLException {
    Connection connection = exclusive(migrating.file());
    try {
      for (String sql :
          new String[] {
            "PRAGMA trusted_schema = OFF",
            "PRAGMA auto_vacuum = INCREMENTAL",
            "PRAGMA application_id = " + SqliteDatabase.APPLICATION_ID,
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA cache_size = " + CACHE,
            "PRAGMA ignore_check_constraints = ON"
          }) {
        Migrations.execute(connection, sql);
      }
      database.limitSize(connection);
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  /** Creates the tables in one transaction, unless an earlier attempt has done so. */
  private void create(Connection target, CarriedObjects others) throws SQLException {
    if (!others.hasTables()) {
      target.setAutoCommit(false);
      Migrations.prepare(target);
      LeanTables.create(database, target, TrailSchema.all());
      target.commit();
      target.setAutoCommit(true);
    }
    others.requireFreeNames();
  }

  /** Carries everything else over in one transaction. */
  private void complete(Connection target, CarriedObjects others) throws SQLException {
    finishing(0);
    Migrations.execute(target, "PRAGMA wal_checkpoint(TRUNCATE)");
    target.setAutoCommit(false);
    LeanTables.view(database, target);
    others.copy();
    settings.migrations().converted(database, target);
    finishing(1);
    target.commit();
    target.setAutoCommit(true);
    Migrations.execute(target, "PRAGMA wal_checkpoint(TRUNCATE)");
    finishing(2);
  }
}
