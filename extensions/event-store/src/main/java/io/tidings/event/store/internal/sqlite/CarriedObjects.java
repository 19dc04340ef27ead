package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.TrailSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in an earlier file except its events: the trail's other tables, and the objects of
 * tenants and of the host, whatever they are. Confined to one thread.
 */
final class CarriedObjects {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");

  /** The trail's tables that both versions have. */
  private static final List<String> SHARED =
      List.of("schema_version", "follower", "lease", "removal", "extension_version");

  private static final String EVENTS = "event";
  private static final Pattern NEW_NAME =
      Pattern.compile("CREATE (?:UNIQUE )?(?:TABLE|INDEX|VIEW) (\\w+)");
  private static final Pattern OWN_INDEX = Pattern.compile("event_by_\\w+");

  private static final String OBJECTS =
      "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
          + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY rowid";

  private final Database database;
  private final Connection earlier;
  private final Connection target;

  CarriedObjects(Database database, Connection earlier, Connection target) {
    this.database = database;
    this.earlier = earlier;
    this.target = target;
  }

  /** Returns whether the new file has tables. */
  boolean hasTables() throws SQLException {
    return number(target, "SELECT count(*) FROM sqlite_schema") > 0;
  }

  /** Returns whether the new file is complete. */
  boolean isComplete() throws SQLException {
    return hasTables() && number(target, "SELECT count(*) FROM schema_version") > 0;
  }

  /** Requires that no object of others has a name of the new schema. */
  void requireFreeNames() throws SQLException {
    Set<String> names =
        TrailSchema.lean().stream()
            .map(NEW_NAME::matcher)
            .filter(Matcher::lookingAt)
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    for (CarriedObject each : objects()) {
      if (names.contains(each.name().toLowerCase(Locale.ROOT))) {
        throw database.refused(
            FailureReason.FOREIGN,
            "has a %s %s, whose name the next version of the trail uses; rename it"
                .formatted(each.type(), each.name()));
      }
    }
  }

  /** Copies all objects and rows, in the current transaction of the new file. */
  void copy() throws SQLException {
    for (String table : SHARED) {
      new TableCopy(earlier, target, table).run();
    }
    List<CarriedObject> others = objects().stream().filter(each -> !isOwn(each)).toList();
    for (CarriedObject each : others) {
      if (each.isStoredTable()) {
        create(each);
        new TableCopy(earlier, target, each.name()).run();
      }
    }
    for (CarriedObject each : others) {
      if (each.type().equals("index")) {
        create(each);
      }
    }
    insertDefinitions(others);
    copySequences();
    copyStatistics();
    long version = number(earlier, "PRAGMA user_version");
    Migrations.execute(target, "PRAGMA user_version = " + version);
  }

  private static boolean isOwn(CarriedObject object) {
    String table = object.table().toLowerCase(Locale.ROOT);
    boolean isOnEvents = table.equals(EVENTS);
    if (isOnEvents && object.type().equals("index") && !isOwnIndex(object)) {
      LOG.warn(
          "The index {} on the table event of the trail is not migrated; create one on trail_event",
          object.name());
    }
    return isOnEvents || (object.type().equals("table") && SHARED.contains(table));
  }

  private static boolean isOwnIndex(CarriedObject index) {
    return OWN_INDEX.matcher(index.name().toLowerCase(Locale.ROOT)).matches();
  }

  private void create(CarriedObject object) throws SQLException {
    try {
      Migrations.execute(target, object.sql());
    } catch (SQLException failure) {
      throw new SQLException(
          "the %s %s cannot be migrated, drop it first: %s"
              .formatted(object.type(), object.name(), failure.getMessage()),
          failure.getSQLState(),
          failure.getErrorCode(),
          failure);
    }
  }

  /** Inserts the definitions of views, triggers and virtual tables, as VACUUM does. */
  private void insertDefinitions(List<CarriedObject> others) throws SQLException {
    Migrations.execute(target, "PRAGMA writable_schema = ON");
    try (PreparedStatement insert =
        target.prepareStatement(
            "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
                + " VALUES (?, ?, ?, 0, ?)")) {
      for (CarriedObject each : others) {
        if (!each.isStoredTable() && !each.type().equals("index")) {
          insert.setString(1, each.type());
          insert.setString(2, each.name());
          insert.setString(3, each.table());
          insert.setString(4, each.sql());
          insert.executeUpdate();
        }
      }
    }
    Migrations.execute(target, "PRAGMA writable_schema = OFF");
  }

  /** Copies the greatest numbers ever assigned, so that none is assigned again. */
  private void copySequences() throws SQLException {
    Migrations.execute(target, "DELETE FROM sqlite_sequence");
    try (Statement select = earlier.createStatement();
        ResultSet rows = select.executeQuery("SELECT name, seq FROM sqlite_sequence");
        PreparedStatement insert =
            target.prepareStatement("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)")) {
      while (rows.next()) {
        String name = rows.getString(1);
        insert.setString(1, name.equals(EVENTS) ? "trail_event" : name);
        insert.setLong(2, rows.getLong(2));
        insert.executeUpdate();
      }
    }
  }

  private void copyStatistics() throws SQLException {
    if (number(earlier, "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") == 0) {
      return;
    }
    Migrations.execute(target, "ANALYZE schema_version");
    String own =
        Stream.concat(SHARED.stream(), Stream.of(EVENTS))
            .map(table -> "'" + table + "'")
            .collect(Collectors.joining(", "));
    try (Statement select = earlier.createStatement();
        ResultSet rows =
            select.executeQuery(
                "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE tbl NOT IN (" + own + ")");
        PreparedStatement insert =
            target.prepareStatement("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)")) {
      while (rows.next()) {
        insert.setString(1, rows.getString(1));
        insert.setString(2, rows.getString(2));
        insert.setString(3, rows.getString(3));
        insert.executeUpdate();
      }
    }
  }

  private List<CarriedObject> objects() throws SQLException {
    List<CarriedObject> objects = new ArrayList<>();
    try (Statement statement = earlier.createStatement();
        ResultSet rows = statement.executeQuery(OBJECTS)) {
      while (rows.next()) {
        objects.add(
            new CarriedObject(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getLong(4),
                rows.getString(5)));
      }
    }
    return objects;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /**
   * A row of the schema.
   *
   * @param rootPage the page at which the rows are, 0 for none
   */
  private record CarriedObject(String type, String name, String table, long rootPage, String sql) {

    boolean isStoredTable() {
      return type.equals("table") && rootPage != 0;
    }
  }
}
