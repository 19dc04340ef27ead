package io.tidings.event.store.internal.convert;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of names, kinds, scopes and contexts in the new tables, which nothing else writes
 * meanwhile. Confined to one thread.
 */
final class LeanDictionary implements AutoCloseable {

  private final NumberedRows names;
  private final NumberedRows kinds;
  private final NumberedRows scopes;
  private final NumberedRows contexts;

  LeanDictionary(Connection connection) throws SQLException {
    this.names = new NumberedRows(connection, "trail_name", 1, "text");
    this.kinds = new NumberedRows(connection, "trail_kind", 1, "kind", "category");
    this.scopes =
        new NumberedRows(connection, "trail_scope", 3, "project", "organization", "workspace");
    this.contexts =
        new NumberedRows(
            connection,
            "trail_context",
            6,
            "session",
            "plan",
            "root_plan",
            "usr",
            "scope",
            "project_name");
  }

  /** Returns the number of a text; 0 for null. */
  long name(@Nullable String text) throws SQLException {
    return text == null ? 0 : names.number(List.of(text));
  }

  long kind(String kind, String category) throws SQLException {
    return kinds.number(List.of(kind, category));
  }

  long scope(long project, long organization, long workspace) throws SQLException {
    return scopes.number(List.of(project, organization, workspace));
  }

  /** Returns the number of a context of the scope, user, session, plans and project name. */
  long context(long scope, long user, long session, long plan, long rootPlan, long projectName)
      throws SQLException {
    return contexts.number(List.of(session, plan, rootPlan, user, scope, projectName));
  }

  @Override
  public void close() throws SQLException {
    names.close();
    kinds.close();
    scopes.close();
    contexts.close();
  }
}
