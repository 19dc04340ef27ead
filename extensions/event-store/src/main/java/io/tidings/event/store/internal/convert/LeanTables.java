package io.tidings.event.store.internal.convert;

import io.tidings.event.store.internal.ConversionProgress;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.TrailSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The creation of the new tables in parts: events are copied before they are indexed. Stateless.
 */
public final class LeanTables {

  private static final String EVENT_INDEX = "CREATE (UNIQUE )?INDEX (\\w+) ON trail_event .*";

  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

  private LeanTables() {}

  /** Creates what precedes the copy of events. */
  public static void create(Database database, Connection connection, List<String> statements)
      throws SQLException {
    for (String statement : statements) {
      if (!isEventIndex(statement) && !isView(statement)) {
        Migrations.execute(connection, database.ddl(statement));
      }
    }
  }

  /** Creates the missing indexes of events, each in a transaction of its own. */
  public static void index(Database database, Connection connection, ConversionProgress progress)
      throws SQLException {
    List<String> indexes = TrailSchema.lean().stream().filter(LeanTables::isEventIndex).toList();
    for (int i = 0; i < indexes.size(); i++) {
      progress.progress(ConversionProgress.INDEXING, i, indexes.size());
      String statement = indexes.get(i).replaceFirst("INDEX ", "INDEX IF NOT EXISTS ");
      Migrations.execute(connection, database.ddl(statement));
    }
    progress.progress(ConversionProgress.INDEXING, indexes.size(), indexes.size());
  }

  /** Creates the view. */
  public static void view(Database database, Connection connection) throws SQLException {
    for (String statement : TrailSchema.lean()) {
      if (isView(statement)) {
        Migrations.execute(connection, database.ddl(statement));
      }
    }
  }

  /** Returns the names of the tables that version 12 does not have. */
  public static List<String> names() {
    return TrailSchema.lean().stream()
        .map(TABLE::matcher)
        .filter(Matcher::lookingAt)
        .map(name -> name.group(1))
        .toList();
  }

  private static boolean isEventIndex(String statement) {
    return statement.matches(EVENT_INDEX);
  }

  private static boolean isView(String statement) {
    return statement.startsWith("CREATE VIEW ");
  }
}
