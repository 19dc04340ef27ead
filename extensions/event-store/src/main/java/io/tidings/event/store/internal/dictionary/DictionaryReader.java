package io.tidings.event.store.internal.dictionary;

import io.tidings.event.EventScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of numbers that are read on a connection. Confined to one thread.
 *
 * <p>Reads in a transaction that has appended reach no cache: its texts may be rolled back.
 */
public final class DictionaryReader {

  private static final int NAMES = 8;

  private final Dictionary dictionary;
  private final Connection connection;
  private final boolean committed;
  private final Anchors anchors;
  private boolean verified;
  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, String> kinds = new HashMap<>();
  private final Map<Long, ContextTexts> contexts = new HashMap<>();

  private DictionaryReader(Dictionary dictionary, Connection connection, boolean committed) {
    this.dictionary = dictionary;
    this.connection = connection;
    this.committed = committed;
    this.anchors = dictionary.anchors();
  }

  /**
   * Returns a reader on a connection that sees what is committed. Must be created before the
   * snapshot that it reads in, which later entries of the caches are not part of.
   */
  public static DictionaryReader committed(Dictionary dictionary, Connection connection) {
    return new DictionaryReader(dictionary, connection, true);
  }

  /** Returns a reader within a transaction that may have appended. */
  public static DictionaryReader uncommitted(Dictionary dictionary, Connection connection) {
    return new DictionaryReader(dictionary, connection, false);
  }

  /** Verifies once that the caches are of this database. */
  private void verify() throws SQLException {
    if (committed && !verified) {
      verified = true;
      dictionary.verify(connection, anchors);
    }
  }

  /**
   * Returns the text of a number, null for 0.
   *
   * @throws SQLException if the dictionary lacks it
   */
  public @Nullable String name(long id) throws SQLException {
    verify();
    if (id == 0) {
      return null;
    }
    String text = committed ? dictionary.textOfName(id) : names.get(id);
    if (text == null) {
      text = text("SELECT text FROM %strail_name WHERE id = ?", "trail_name", id);
      if (committed) {
        dictionary.publishName(id, text);
      } else {
        names.put(id, text);
      }
    }
    return text;
  }

  /**
   * Returns the id of a kind.
   *
   * @throws SQLException if the dictionary lacks it
   */
  public String kind(long id) throws SQLException {
    verify();
    String kind = committed ? dictionary.textOfKind(id) : kinds.get(id);
    if (kind == null) {
      kind = text("SELECT kind FROM %strail_kind WHERE id = ?", "trail_kind", id);
      if (committed) {
        dictionary.publishKind(id, kind);
      } else {
        kinds.put(id, kind);
      }
    }
    return kind;
  }

  private String text(String sql, String table, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(sql.formatted(dictionary.schema()))) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        String text = row.next() ? row.getString(1) : null;
        if (text == null) {
          throw new DamagedRow(table + " has no row " + id + ", which an event names", null);
        }
        return text;
      }
    }
  }

  /**
   * Returns the texts of a context.
   *
   * @throws SQLException if the dictionary lacks one of them
   */
  public ContextTexts context(long id) throws SQLException {
    verify();
    ContextTexts texts = committed ? dictionary.textsOfContext(id) : contexts.get(id);
    if (texts == null) {
      texts = readContext(id);
      if (committed) {
        dictionary.publishContext(id, texts);
      } else {
        contexts.put(id, texts);
      }
    }
    return texts;
  }

  private ContextTexts readContext(long id) throws SQLException {
    List<Long> numbers = contextNumbers(id);
    List<@Nullable String> texts = new ArrayList<>();
    for (Long number : numbers) {
      texts.add(name(number));
    }
    try {
      return new ContextTexts(
          new EventScope(texts.get(0), texts.get(1), texts.get(2), texts.get(3)),
          texts.get(4),
          texts.get(5),
          texts.get(6),
          texts.get(7));
    } catch (IllegalArgumentException noContext) {
      throw new DamagedRow("row " + id + " of trail_context is no context", noContext);
    }
  }

  private List<Long> contextNumbers(long id) throws SQLException {
    String sql =
        """
        SELECT scope.organization, scope.workspace, scope.project, context.usr, context.session,
          context.plan, context.root_plan, context.project_name, scope.id, context.scope
        FROM %1$strail_context context LEFT JOIN %1$strail_scope scope ON scope.id = context.scope
        WHERE context.id = ?\
        """
            .formatted(dictionary.schema());
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new DamagedRow("trail_context has no row " + id + ", which an event names", null);
        }
        if (row.getLong(NAMES + 1) == 0) {
          throw new DamagedRow(
              "trail_scope has no row " + row.getLong(NAMES + 2) + ", which a context names", null);
        }
        List<Long> numbers = new ArrayList<>();
        for (int i = 1; i <= NAMES; i++) {
          numbers.add(row.getLong(i));
        }
        return numbers;
      }
    }
  }
}
