package io.tidings.event.store.internal.dictionary;

import io.tidings.event.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the texts of appended events, within one transaction. Those that the transaction
 * has looked up or added reach the caches by {@link #publish} after its commit. Confined to one
 * thread.
 */
public final class AppendNumbers {

  private final Dictionary dictionary;
  private final Map<String, Long> names = new HashMap<>();
  private final Map<String, Long> kinds = new HashMap<>();
  private final Map<ContextTexts, ContextNumbers> contexts = new HashMap<>();
  private final Set<String> missingNames = new HashSet<>();
  private final Set<String> missingKinds = new HashSet<>();
  private final Set<ContextTexts> missingContexts = new HashSet<>();
  private final Map<String, Long> newNames = new HashMap<>();
  private final Map<String, Long> newKinds = new HashMap<>();
  private final Map<ContextTexts, ContextNumbers> newContexts = new HashMap<>();

  AppendNumbers(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Collects the texts without a known number; returns whether there are any. Must precede the
   * other methods.
   */
  public boolean hasMissing(Iterable<EventTexts> events) {
    for (EventTexts event : events) {
      if (find(event.context()) == null && missingContexts.add(event.context())) {
        event.context().texts().forEach(this::require);
      }
      if (findKind(event.kind()) == null) {
        missingKinds.add(event.kind());
      }
      require(event.actor());
      require(event.requestType());
      require(event.tool());
    }
    return !missingContexts.isEmpty() || !missingKinds.isEmpty() || !missingNames.isEmpty();
  }

  private void require(@Nullable String text) {
    if (text != null && findName(text) == null) {
      missingNames.add(text);
    }
  }

  /** Looks up the missing numbers, and adds those of new texts. */
  public void assign(Connection connection) throws SQLException {
    if (!missingNames.isEmpty()) {
      numbers(connection, DictionaryTable.NAMES, rows(missingNames))
          .forEach((key, id) -> newNames.put((String) key.get(0), id));
      names.putAll(newNames);
    }
    if (!missingKinds.isEmpty()) {
      numbers(
              connection,
              DictionaryTable.KINDS,
              missingKinds.stream().map(AppendNumbers::kindRow).toList())
          .forEach((key, id) -> newKinds.put((String) key.get(0), id));
      kinds.putAll(newKinds);
    }
    if (!missingContexts.isEmpty()) {
      assignContexts(connection);
    }
  }

  private static List<List<Object>> rows(Set<String> texts) {
    return texts.stream().map(List::<Object>of).toList();
  }

  private static List<Object> kindRow(String kind) {
    return List.of(kind, EventKind.category(EventKind.of(kind)));
  }

  private void assignContexts(Connection connection) throws SQLException {
    List<List<Object>> scopeRows = new ArrayList<>();
    for (ContextTexts texts : missingContexts) {
      scopeRows.add(scope(texts));
    }
    Map<List<Object>, Long> scopes = numbers(connection, DictionaryTable.SCOPES, scopeRows);
    Map<List<Object>, ContextTexts> rows = new HashMap<>();
    for (ContextTexts texts : missingContexts) {
      rows.put(context(texts, number(scopes, scope(texts))), texts);
    }
    numbers(connection, DictionaryTable.CONTEXTS, rows.keySet())
        .forEach(
            (row, id) -> {
              ContextTexts texts = rows.get(row);
              if (texts != null) {
                long project = name(texts.scope().project());
                newContexts.put(texts, new ContextNumbers(id, (Long) row.get(4), project));
              }
            });
    contexts.putAll(newContexts);
  }

  private static long number(Map<List<Object>, Long> numbers, List<Object> key) {
    Long number = numbers.get(key);
    if (number == null) {
      throw new IllegalStateException("no number was assigned to " + key);
    }
    return number;
  }

  private List<Object> scope(ContextTexts texts) {
    return List.of(
        name(texts.scope().project()),
        name(texts.scope().organization()),
        name(texts.scope().workspace()));
  }

  private List<Object> context(ContextTexts texts, long scope) {
    return List.of(
        name(texts.session()),
        name(texts.plan()),
        name(texts.rootPlan()),
        name(texts.scope().user()),
        scope,
        name(texts.projectName()));
  }

  private Map<List<Object>, Long> numbers(
      Connection connection, DictionaryTable table, Collection<List<Object>> rows)
      throws SQLException {
    return table.numbers(connection, dictionary.schema(), rows);
  }

  /** Returns the number of a text, 0 for null. */
  public long name(@Nullable String text) {
    return text == null ? 0 : required(findName(text), text);
  }

  /** Returns the number of a kind. */
  public long kind(String kind) {
    return required(findKind(kind), kind);
  }

  /** Returns the numbers of a context. */
  public ContextNumbers context(ContextTexts texts) {
    ContextNumbers numbers = find(texts);
    if (numbers == null) {
      throw new IllegalStateException("no number was assigned to " + texts);
    }
    return numbers;
  }

  private static long required(@Nullable Long number, String text) {
    if (number == null) {
      throw new IllegalStateException("no number was assigned to " + text);
    }
    return number;
  }

  private @Nullable Long findName(String text) {
    Long number = names.get(text);
    if (number == null) {
      number = dictionary.name(text);
      if (number != null) {
        names.put(text, number);
      }
    }
    return number;
  }

  private @Nullable Long findKind(String kind) {
    Long number = kinds.get(kind);
    if (number == null) {
      number = dictionary.kind(kind);
      if (number != null) {
        kinds.put(kind, number);
      }
    }
    return number;
  }

  private @Nullable ContextNumbers find(ContextTexts texts) {
    ContextNumbers numbers = contexts.get(texts);
    if (numbers == null) {
      numbers = dictionary.context(texts);
      if (numbers != null) {
        contexts.put(texts, numbers);
      }
    }
    return numbers;
  }

  /** Adds the numbers to the caches. Must be called after the commit, and only then. */
  public void publish() {
    if (!newNames.isEmpty() || !newKinds.isEmpty() || !newContexts.isEmpty()) {
      dictionary.publish(newNames, newKinds, newContexts);
    }
  }
}
