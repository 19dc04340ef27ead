package io.tidings.event.store.internal.dictionary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last committed entries of the caches. A database that lacks them is not the one that they
 * were committed to: it was restored from a copy, or a standby has become the primary. Immutable.
 */
record Anchors(
    Map.@Nullable Entry<String, Long> name,
    Map.@Nullable Entry<String, Long> kind,
    @Nullable ContextNumbers context) {

  static final Anchors NONE = new Anchors(null, null, null);

  /** Returns these anchors replaced by the greatest of new entries. */
  Anchors with(
      Map<String, Long> names,
      Map<String, Long> kinds,
      Map<ContextTexts, ContextNumbers> contexts) {
    ContextNumbers last =
        contexts.values().stream()
            .max(Comparator.comparingLong(ContextNumbers::id))
            .orElse(context);
    return new Anchors(last(names, name), last(kinds, kind), last);
  }

  /** Returns these anchors with a name that was read, if it is the last one. */
  Anchors withName(String text, long id) {
    return name != null && name.getValue() >= id
        ? this
        : new Anchors(Map.entry(text, id), kind, context);
  }

  /** Returns these anchors with a kind that was read, if it is the last one. */
  Anchors withKind(String text, long id) {
    return kind != null && kind.getValue() >= id
        ? this
        : new Anchors(name, Map.entry(text, id), context);
  }

  private static Map.@Nullable Entry<String, Long> last(
      Map<String, Long> entries, Map.@Nullable Entry<String, Long> before) {
    return entries.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .orElse(before);
  }

  /** Returns whether the database has the anchors. */
  boolean holdIn(Connection connection, String schema) throws SQLException {
    if (equals(NONE)) {
      return true;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            ("SELECT (SELECT text FROM %1$strail_name WHERE id = ?),"
                    + " (SELECT kind FROM %1$strail_kind WHERE id = ?),"
                    + " (SELECT scope FROM %1$strail_context WHERE id = ?)")
                .formatted(schema))) {
      select.setLong(1, name == null ? 0 : name.getValue());
      select.setLong(2, kind == null ? 0 : kind.getValue());
      select.setLong(3, context == null ? 0 : context.id());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            && (name == null || name.getKey().equals(row.getString(1)))
            && (kind == null || kind.getKey().equals(row.getString(2)))
            && (context == null || context.scope() == row.getLong(3));
      }
    }
  }
}
