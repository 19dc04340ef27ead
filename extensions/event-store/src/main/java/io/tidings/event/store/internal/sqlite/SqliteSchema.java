package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.schema.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The comparison of a file's schema with that of a database in memory in which the same steps have
 * run. Objects of others are ignored unless they have a name of the expected ones or are triggers
 * on their tables. Immutable.
 */
final class SqliteSchema {

  private final Set<SqliteObject> expected;
  private final Set<String> names;
  private final Set<String> adopted;

  private SqliteSchema(Set<SqliteObject> expected, Set<String> adopted) {
    this.expected = expected;
    this.names = expected.stream().map(SqliteObject::name).collect(Collectors.toSet());
    this.adopted = adopted;
  }

  /**
   * Returns the schema that statements make after other ones; of adopted tables and their indexes
   * only the names are compared.
   */
  static SqliteSchema of(
      Database database, List<String> before, List<String> own, Set<String> adopted)
      throws SQLException {
    try (Connection memory = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
      run(database, memory, before);
      Set<SqliteObject> others = SqliteObject.of(memory);
      Set<SqliteObject> objects = new LinkedHashSet<>();
      if (isRun(database, memory, own)) {
        objects.addAll(SqliteObject.of(memory));
        objects.removeAll(others);
      }
      return new SqliteSchema(objects, adopted);
    }
  }

  /** Runs statements; returns whether none needs other tables, which only the file has. */
  private static boolean isRun(Database database, Connection memory, List<String> statements) {
    try {
      run(database, memory, statements);
      return true;
    } catch (SQLException incomplete) {
      return false;
    }
  }

  private static void run(Database database, Connection connection, List<String> statements)
      throws SQLException {
    for (String statement : statements) {
      Migrations.execute(connection, database.ddl(statement));
    }
  }

  /** Returns how a database differs, as the rest of a message about it; null if it does not. */
  @Nullable String difference(Connection connection) throws SQLException {
    Set<SqliteObject> actual = SqliteObject.of(connection);
    for (SqliteObject each : actual) {
      if (!isExpected(each)) {
        if (each.isTrigger() && names.contains(each.table())) {
          return "has a %s on its table %s, which could change or hide events; DROP TRIGGER removes"
                  .formatted(each, each.table())
              + " it";
        }
        if (names.contains(each.name())) {
          return "has a %s that is not its own; rename or drop it, and restore the trail's own from a"
                  .formatted(each)
              + " copy, or name another file";
        }
      }
    }
    for (SqliteObject each : expected) {
      if (actual.stream().noneMatch(each::isNamedAs)) {
        return "lacks its %s; restore it from a copy, or name another file".formatted(each);
      }
    }
    return null;
  }

  private boolean isExpected(SqliteObject object) {
    return expected.contains(object)
        || (adopted.contains(object.table()) && expected.stream().anyMatch(object::isNamedAs));
  }
}
