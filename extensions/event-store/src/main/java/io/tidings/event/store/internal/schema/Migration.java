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
 * @param filling the work on rows after the statements
 */
public record Migration(int version, List<String> up, Filling filling) {

  /** Creates a step. */
  public Migration {
    up = List.copyOf(up);
  }

  /** Creates a step of statements only. */
  public Migration(int version, List<String> up) {
    this(version, up, connection -> {});
  }

  /** Work on rows in the transaction of a step. */
  @FunctionalInterface
  public interface Filling {
    void fill(Connection connection) throws SQLException;
  }
}
