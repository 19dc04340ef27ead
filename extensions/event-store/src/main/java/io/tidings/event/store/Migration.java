package io.tidings.event.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One step of the schema, and its inverse. Statements name the types of a database as {@code {seq}}
 * and {@code {text}}; see {@link Database#ddl}. Immutable.
 *
 * @param version the version that {@code up} leads to
 * @param up the statements that lead there
 * @param filling what is done after them that no statement can
 * @param down the statements that lead back
 */
record Migration(int version, List<String> up, Filling filling, List<String> down) {

  Migration {
    up = List.copyOf(up);
    down = List.copyOf(down);
  }

  /** Creates a step of statements alone. */
  Migration(int version, List<String> up, List<String> down) {
    this(version, up, connection -> {}, down);
  }

  /** Changes rows, in the transaction of the step. */
  @FunctionalInterface
  interface Filling {
    void fill(Connection connection) throws SQLException;
  }
}
