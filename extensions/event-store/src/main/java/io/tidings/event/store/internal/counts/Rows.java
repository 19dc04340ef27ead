package io.tidings.event.store.internal.counts;

import io.tidings.event.store.spi.StoreDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Execution of queries. Stateless. */
final class Rows {

  private Rows() {}

  /** Returns one object per row. */
  static <T> List<T> list(StoreDatabase database, Select select, Row<T> row) {
    return database.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(select.sql())) {
            select.bind(statement);
            List<T> list = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                list.add(row.read(rows));
              }
            }
            return list;
          }
        });
  }

  /** Mapping of the current row to an object. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
