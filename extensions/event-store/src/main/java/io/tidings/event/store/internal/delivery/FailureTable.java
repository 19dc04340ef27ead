package io.tidings.event.store.internal.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one name in the table of failed, held and dead events. Immutable.
 *
 * @param name the name of the consumer
 */
record FailureTable(String name) {

  private static final String UPSERT =
      """
      INSERT INTO delivery_failure
        (name, seq, event_id, ordering_key, state, attempts, failure_type, failure_message)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name, seq) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
        failure_type = excluded.failure_type, failure_message = excluded.failure_message\
      """;
  private static final String SELECT =
      "SELECT " + FailureRow.COLUMNS + " FROM delivery_failure WHERE name = ?";

  void upsert(Connection connection, Iterable<FailureRow> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      for (FailureRow row : rows) {
        statement.setString(1, name);
        statement.setLong(2, row.seq());
        statement.setString(3, row.eventId());
        statement.setString(4, row.key());
        statement.setInt(5, row.state());
        statement.setInt(6, row.attempts());
        statement.setString(7, row.failureType());
        statement.setString(8, row.failureMessage());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Removes rows. Those beyond the position, up to which a restart does not read again, are marked
   * as done instead.
   */
  void delete(Connection connection, Collection<Long> seqs, long position) throws SQLException {
    each(
        connection,
        "DELETE FROM delivery_failure WHERE name = ? AND seq = ?",
        seqs.stream().filter(seq -> seq <= position).toList());
    each(
        connection,
        "UPDATE delivery_failure SET state = 3 WHERE name = ? AND seq = ?",
        seqs.stream().filter(seq -> seq > position).toList());
  }

  private void each(Connection connection, String sql, List<Long> seqs) throws SQLException {
    if (seqs.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long seq : seqs) {
        statement.setString(1, name);
        statement.setLong(2, seq);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Removes the rows marked as done that the position has passed. */
  void deleteDone(Connection connection, long position) throws SQLException {
    update(
        connection,
        "DELETE FROM delivery_failure WHERE name = ? AND state = 3 AND seq <= ?",
        name,
        position);
  }

  /** Returns the positions of all rows from one to another, both inclusive. */
  Set<Long> between(Connection connection, long first, long last) throws SQLException {
    Set<Long> all = new HashSet<>();
    try (PreparedStatement statement =
            prepared(
                connection,
                "SELECT seq FROM delivery_failure WHERE name = ? AND seq >= ? AND seq <= ?",
                name,
                first,
                last);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        all.add(rows.getLong(1));
      }
    }
    return all;
  }

  /** Returns the greatest position of a row, 0 for none. */
  long last(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            prepared(connection, "SELECT max(seq) FROM delivery_failure WHERE name = ?", name);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /**
   * Makes the first row of each key ready if it is held; returns the ready ones. Dead letters count
   * unless they are passed.
   */
  List<FailureRow> promote(Connection connection, Collection<String> keys, boolean passing)
      throws SQLException {
    List<FailureRow> promoted = new ArrayList<>();
    for (String key : keys) {
      FailureRow first = first(connection, key, passing);
      if (first != null && first.state() != FailureRow.DEAD) {
        if (first.state() == FailureRow.HELD) {
          state(connection, first.seq(), FailureRow.READY);
        }
        promoted.add(first);
      }
    }
    return promoted;
  }

  private @Nullable FailureRow first(Connection connection, String key, boolean passing)
      throws SQLException {
    String sql = SELECT + " AND ordering_key = ?" + waiting(passing) + " ORDER BY seq LIMIT 1";
    List<FailureRow> rows = rows(connection, sql, name, key);
    return rows.isEmpty() ? null : rows.get(0);
  }

  /**
   * Returns the condition of rows that hold back others of their key. The sign keeps SQLite from
   * choosing the index by state.
   */
  private static String waiting(boolean passing) {
    return passing ? " AND +state < 2" : " AND +state < 3";
  }

  private void state(Connection connection, long seq, int state) throws SQLException {
    update(
        connection,
        "UPDATE delivery_failure SET state = ? WHERE name = ? AND seq = ?",
        state,
        name,
        seq);
  }

  boolean isDead(Connection connection, long seq) throws SQLException {
    return !rows(connection, SELECT + " AND seq = ? AND state = 2", name, seq).isEmpty();
  }

  /** Makes a dead letter wait for its first attempt. */
  void redrive(Connection connection, FailureRow dead) throws SQLException {
    boolean isTaken =
        dead.key() != null
            && !rows(
                    connection,
                    SELECT + " AND ordering_key = ? AND +state = 0 LIMIT 1",
                    name,
                    dead.key())
                .isEmpty();
    update(
        connection,
        "UPDATE delivery_failure SET state = ?, attempts = 0 WHERE name = ? AND seq = ?",
        isTaken ? FailureRow.HELD : FailureRow.READY,
        name,
        dead.seq());
  }

  /** Makes all held rows ready that no other row of their key holds back. */
  void promoteAll(Connection connection, boolean passing) throws SQLException {
    update(
        connection,
        """
        UPDATE delivery_failure SET state = 0 WHERE name = ? AND state = 1 AND seq = (
          SELECT min(first.seq) FROM delivery_failure first
          WHERE first.name = delivery_failure.name
          AND first.ordering_key = delivery_failure.ordering_key %s)\
        """
            .formatted(passing ? "AND first.state < 2" : "AND first.state < 3"),
        name);
  }

  /** Returns the rows of a state after a position, in order. */
  List<FailureRow> inState(Connection connection, int state, long after, int limit)
      throws SQLException {
    return rows(
        connection,
        SELECT + " AND state = ? AND seq > ? ORDER BY seq LIMIT ?",
        name,
        state,
        after,
        limit);
  }

  /** Returns the held rows of a key that follow a position without others between them. */
  List<FailureRow> heldAfter(Connection connection, String key, long after, int limit)
      throws SQLException {
    List<FailureRow> held = new ArrayList<>();
    for (FailureRow row :
        rows(
            connection,
            SELECT + " AND ordering_key = ? AND seq > ? AND +state < 3 ORDER BY seq LIMIT ?",
            name,
            key,
            after,
            limit)) {
      if (row.state() != FailureRow.HELD) {
        break;
      }
      held.add(row);
    }
    return held;
  }

  /** Returns those of some keys that have rows which hold back later events. */
  Set<String> blocked(Connection connection, Collection<String> keys, boolean passing)
      throws SQLException {
    String sql =
        "SELECT DISTINCT ordering_key FROM delivery_failure WHERE name = ? AND ordering_key IN ("
            + String.join(", ", Collections.nCopies(keys.size(), "?"))
            + ")"
            + waiting(passing);
    List<Object> parameters = new ArrayList<>(List.of(name));
    parameters.addAll(keys);
    Set<String> blocked = new HashSet<>();
    try (PreparedStatement statement = prepared(connection, sql, parameters.toArray());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        blocked.add(rows.getString(1));
      }
    }
    return blocked;
  }

  /** Returns whether there is a row. */
  boolean hasAny(Connection connection) throws SQLException {
    return !rows(connection, SELECT + " LIMIT 1", name).isEmpty();
  }

  /** Returns the number of rows in a state. */
  long count(Connection connection, int state) throws SQLException {
    try (PreparedStatement statement =
            prepared(
                connection,
                "SELECT count(*) FROM delivery_failure WHERE name = ? AND state = ?",
                name,
                state);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static List<FailureRow> rows(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<FailureRow> read = new ArrayList<>();
      while (rows.next()) {
        read.add(FailureRow.read(rows));
      }
      return read;
    }
  }

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException failure) {
      statement.close();
      throw failure;
    }
  }
}
