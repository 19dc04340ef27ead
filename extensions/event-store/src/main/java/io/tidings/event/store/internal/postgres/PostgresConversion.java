package io.tidings.event.store.internal.postgres;

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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversion of a trail of version 12 within its schema. Events are copied to the new tables in
 * slices while a transaction locks the earlier table against writes; that transaction then drops
 * the earlier table and records the version. Before that nothing but new tables has changed, and
 * the next conversion continues with them. Confined to one thread.
 */
final class PostgresConversion {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");

  /** The comment that marks the new tables until they are complete. */
  private static final String MARK = "A migration of Tidings";

  private static final String OVERRIDING = " OVERRIDING SYSTEM VALUE";
  private static final int STAGES = 3;

  private static final String DENIED = "42501";
  private static final String NOT_AVAILABLE = "55P03";
  private static final String HAS_DEPENDENTS = "2BP01";

  private final PostgresDatabase database;
  private final StoreSettings settings;

  PostgresConversion(PostgresDatabase database, StoreSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** Converts the trail, unless another process has done so before it was locked. */
  void run() throws SQLException {
    try (Connection guard = database.writer()) {
      guard.setAutoCommit(false);
      try {
        convert(guard);
        guard.commit();
      } catch (SQLException failure) {
        throw refused(failure);
      } finally {
        guard.rollback();
        guard.setAutoCommit(true);
      }
    }
  }

  private void convert(Connection guard) throws SQLException {
    long millis =
        Math.max(1, Math.min(Integer.MAX_VALUE, Durations.millis(settings.busyTimeout())));
    Migrations.execute(guard, "SET LOCAL lock_timeout = " + millis);
    Migrations.execute(guard, "SET LOCAL statement_timeout = 0");
    Migrations.execute(guard, "SET LOCAL idle_in_transaction_session_timeout = 0");
    database.lockSchema(guard);
    if (settings.migrations().version(database, guard) >= TrailSchema.VERSION) {
      return;
    }
    requireDroppable(guard);
    Migrations.execute(guard, "LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE");
    EarlierEvents events = new EarlierEvents(guard, "event");
    if (events.isMoreThan(settings.conversion().most())) {
      throw database.refused(
          FailureReason.OLDER_SCHEMA, ConversionSettings.tooLarge(events.count()));
    }
    copy(guard, events);
    complete(guard);
  }

  /** Drops the table in a transaction that is rolled back: it needs rights and no dependents. */
  private static void requireDroppable(Connection guard) throws SQLException {
    Migrations.execute(guard, "SAVEPOINT droppable");
    Migrations.execute(guard, "DROP TABLE event");
    Migrations.execute(guard, "ROLLBACK TO SAVEPOINT droppable");
  }

  private void copy(Connection guard, EarlierEvents events) throws SQLException {
    try (Connection target = database.writer()) {
      Migrations.execute(target, "SET statement_timeout = 0");
      try {
        boolean isResumed = !create(guard, target);
        String difference = copied(events, target);
        if (difference != null && isResumed) {
          drop(target);
          create(guard, target);
          difference = copied(events, target);
        }
        if (difference != null) {
          drop(target);
          throw database.refused(
              FailureReason.CORRUPT, difference + "; it is unchanged, correct or remove that row");
        }
      } finally {
        if (!target.getAutoCommit()) {
          target.rollback();
          target.setAutoCommit(true);
        }
        Migrations.execute(target, "RESET statement_timeout");
      }
    }
  }

  private @Nullable String copied(EarlierEvents events, Connection target) throws SQLException {
    ConversionProgress progress = settings.conversion().progress();
    new EventCopy(events, target, OVERRIDING, progress).run();
    LeanTables.index(database, target, progress);
    for (String table : LeanTables.names()) {
      Migrations.execute(target, "ANALYZE " + table);
    }
    return new EventComparison(events, target, progress).difference();
  }

  /** Creates the tables in one transaction; returns false if an earlier attempt has done so. */
  private boolean create(Connection guard, Connection target) throws SQLException {
    String taken = text(guard, taken());
    boolean isResumed = MARK.equals(text(guard, "SELECT " + comment("trail_name")));
    if (taken != null && (!isResumed || taken.equals("events"))) {
      throw database.refused(
          FailureReason.FOREIGN,
          "has an object %s, whose name the next version of the trail uses; rename it"
              .formatted(taken));
    }
    if (isResumed) {
      return false;
    }
    target.setAutoCommit(false);
    LeanTables.create(database, target, TrailSchema.lean());
    Migrations.execute(target, "COMMENT ON TABLE trail_name IS '" + MARK + "'");
    target.commit();
    target.setAutoCommit(true);
    return true;
  }

  private static String comment(String table) {
    return "(SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE relname = '"
        + table
        + "' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()))";
  }

  private static String taken() {
    return "SELECT min(relname) FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace"
        + " WHERE nspname = current_schema()) AND relname IN ('events', '"
        + String.join("', '", LeanTables.names())
        + "')";
  }

  private static void drop(Connection target) throws SQLException {
    Migrations.execute(target, "DROP TABLE " + String.join(", ", LeanTables.names()));
  }

  private void complete(Connection guard) throws SQLException {
    finishing(0);
    Migrations.execute(guard, "LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
    LeanTables.view(database, guard);
    String numbers = text(guard, "SELECT pg_get_serial_sequence('event', 'seq')");
    text(
        guard,
        "SELECT setval(pg_get_serial_sequence('trail_event', 'seq'), last_value, is_called) FROM "
            + numbers);
    new PostgresGrants(guard).copy();
    Migrations.execute(guard, "COMMENT ON TABLE trail_name IS NULL");
    Migrations.execute(guard, "DROP TABLE event");
    finishing(1);
    settings.migrations().converted(database, guard);
    finishing(2);
    guard.commit();
    LOG.info("Migrated the trail {}", database.name());
    finishing(STAGES);
  }

  private void finishing(int stage) {
    settings.conversion().progress().progress(ConversionProgress.FINISHING, stage, STAGES);
  }

  private SQLException refused(SQLException failure) {
    switch (String.valueOf(failure.getSQLState())) {
      case DENIED ->
          throw database.refused(
              FailureReason.READ_ONLY,
              "has an earlier version, which only the owner of its tables can migrate; run 'tidings"
                  + " trail migrate' as that role, with the right to create tables in its schema");
      case NOT_AVAILABLE ->
          throw database.refused(
              FailureReason.BUSY,
              "has an earlier version, which cannot be migrated while other transactions use it;"
                  + " stop the processes that have it open, and open it again");
      case HAS_DEPENDENTS ->
          throw database.refused(
              FailureReason.FOREIGN,
              "has an earlier version, and other objects depend on its table event; drop those, and"
                  + " create them again on the view events");
      default -> {
        return failure;
      }
    }
  }

  static @Nullable String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
