package io.tidings.event.measure;

import io.tidings.event.store.spi.StoreDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a statement finds. Stateless. */
final class Rows {

  private Rows() {}

  /** Returns what is made of each row. */
  static <T> List<T> list(StoreDatabase sql, Select select, Row<T> row) {
    return sql.read(
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

  /** Makes something of the row at which rows stand. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
