package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.convert.LeanTables;
import io.tidings.event.store.internal.schema.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The owner and the privileges of the earlier table, for the new ones. Confined to one thread. */
final class PostgresGrants {

  private static final String OURS =
      " FROM pg_class c, LATERAL %s WHERE c.relname = 'event' AND c.relnamespace = (SELECT oid FROM"
          + " pg_namespace WHERE nspname = current_schema())";

  /** Roles with each privilege; PUBLIC has the number 0. */
  private static final String GRANTS =
      "SELECT a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC'"
          + " ELSE quote_ident(pg_get_userbyid(a.grantee)) END"
          + OURS.formatted("aclexplode(c.relacl) a")
          + " AND a.grantee <> c.relowner AND a.privilege_type IN"
          + " ('SELECT', 'INSERT', 'UPDATE', 'DELETE')";

  private static final String OWNER =
      "SELECT quote_ident(pg_get_userbyid(c.relowner)), pg_get_userbyid(c.relowner) = current_user"
          + OURS.formatted("(SELECT 1) one");

  private final Connection connection;

  PostgresGrants(Connection connection) {
    this.connection = connection;
  }

  /** Grants the privileges on each new table and on the view, and gives them the same owner. */
  void copy() throws SQLException {
    List<String> names = new ArrayList<>(LeanTables.names());
    names.add("events");
    for (String[] grant : rows(GRANTS)) {
      for (String name : names) {
        Migrations.execute(connection, "GRANT %s ON %s TO %s".formatted(grant[0], name, grant[1]));
      }
    }
    for (String[] owner : rows(OWNER)) {
      for (String name : owner[1].equals("t") ? List.<String>of() : names) {
        Migrations.execute(connection, "ALTER TABLE %s OWNER TO %s".formatted(name, owner[0]));
      }
    }
  }

  private List<String[]> rows(String sql) throws SQLException {
    List<String[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(new String[] {result.getString(1), result.getString(2)});
      }
    }
    return rows;
  }
}
