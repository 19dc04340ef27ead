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
  private final Connection connection;
  private final Map<String, Long> names = new HashMap<>();
  private final Map<String, Long> kinds = new HashMap<>();
  private final Map<ContextTexts, ContextNumbers> contexts = new HashMap<>();
  private final Map<String, Long> newNames = new HashMap<>();
  private final Map<String, Long> newKinds = new HashMap<>();
  private final Map<ContextTexts, ContextNumbers> newContexts = new HashMap<>();

  AppendNumbers(Dictionary dictionary, Connection connection) {
    this.dictionary = dictionary;
    this.connection = connection;
  }

  /** Assigns numbers to those texts that have none. Must precede the other methods. */
  public void assign(Iterable<EventTexts> events) throws SQLException {
    Set<String> missingNames = new HashSet<>();
    Set<String> missingKinds = new HashSet<>();
    Set<ContextTexts> missingContexts = new HashSet<>();
    for (EventTexts event : events) {
      if (find(event.context()) == null && missingContexts.add(event.context())) {
        event.context().texts().forEach(text -> require(text, missingNames));
      }
      if (findKind(event.kind()) == null) {
        missingKinds.add(event.kind());
      }
      require(event.actor(), missingNames);
      require(event.requestType(), missingNames);
      require(event.tool(), missingNames);
    }
    assign(missingNames, missingKinds, missingContexts);
  }

  private void require(@Nullable String text, Set<String> missing) {
    if (text != null && findName(text) == null) {
      missing.add(text);
    }
  }

  private void assign(
      Set<String> missingNames, Set<String> missingKinds, Set<ContextTexts> missingContexts)
      throws SQLException {
    if (!missingNames.isEmpty()) {
      numbers(DictionaryTable.NAMES, missingNames.stream().map(List::<Object>of).toList())
          .forEach((key, id) -> newNames.put((String) key.get(0), id));
      names.putAll(newNames);
    }
    if (!missingKinds.isEmpty()) {
      numbers(DictionaryTable.KINDS, missingKinds.stream().map(AppendNumbers::kindRow).toList())
          .forEach((key, id) -> newKinds.put((String) key.get(0), id));
      kinds.putAll(newKinds);
    }
    if (!missingContexts.isEmpty()) {
      assignContexts(missingContexts);
    }
  }

  private static List<Object> kindRow(String kind) {
    return List.of(kind, EventKind.category(EventKind.of(kind)));
  }

  private void assignContexts(Set<ContextTexts> missing) throws SQLException {
    List<List<Object>> scopeRows = new ArrayList<>();
    for (ContextTexts texts : missing) {
      scopeRows.add(scope(texts));
    }
    Map<List<Object>, Long> scopes = numbers(DictionaryTable.SCOPES, scopeRows);
    Map<List<Object>, ContextTexts> rows = new HashMap<>();
    for (ContextTexts texts : missing) {
      rows.put(context(texts, number(scopes, scope(texts))), texts);
    }
    numbers(DictionaryTable.CONTEXTS, rows.keySet())
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

  private Map<List<Object>, Long> numbers(DictionaryTable table, Collection<List<Object>> rows)
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
