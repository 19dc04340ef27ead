package io.tidings.event.store.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One step of a schema. Statements name types and functions by the placeholders of {@link
 * io.tidings.event.store.internal.Database#ddl}. Immutable.
 *
 * @param version the version that the step leads to
 * @param up the statements of the step
 * @param isWhole whether the statements create the whole schema in a new database, in place of the
 *     steps before
 * @param filling the work on rows after the statements
 */
public record Migration(int version, List<String> up, boolean isWhole, Filling filling) {

  /** Creates a step. */
  public Migration {
    up = List.copyOf(up);
  }

  /** Creates a step of statements only. */
  public Migration(int version, List<String> up) {
    this(version, up, connection -> {});
  }

  /** Creates a step of statements and of work on rows. */
  public Migration(int version, List<String> up, Filling filling) {
    this(version, up, false, filling);
  }

  /** Returns the step that creates a whole schema in a new database. */
  static Migration whole(int version, List<String> up) {
    return new Migration(version, up, true, connection -> {});
  }

  /** Work on rows in the transaction of a step. */
  @FunctionalInterface
  public interface Filling {
    void fill(Connection connection) throws SQLException;
  }
}
