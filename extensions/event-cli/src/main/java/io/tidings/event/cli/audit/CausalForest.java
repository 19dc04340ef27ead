package io.tidings.event.cli.audit;

import io.tidings.event.store.StoredEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * Events below their causes, as far as the causes are among them. Events in a causal cycle come
 * last. Immutable.
 */
public final class CausalForest {

  private final Map<String, StoredEvent> byId = new LinkedHashMap<>();
  private final Map<String, List<StoredEvent>> effects = new HashMap<>();

  /** Creates a forest; of several events with one id the first is used. */
  public CausalForest(List<StoredEvent> events) {
    events.forEach(event -> byId.putIfAbsent(event.event().id(), event));
    byId.values().stream()
        .filter(event -> event.event().causationId() != null)
        .forEach(
            event ->
                effects
                    .computeIfAbsent(event.event().causationId(), id -> new ArrayList<>())
                    .add(event));
  }

  /** Calls the action with every event and its number of ancestors, causes before effects. */
  public void forEach(ObjIntConsumer<StoredEvent> action) {
    Set<StoredEvent> visited = new HashSet<>();
    byId.values().stream()
        .filter(event -> !byId.containsKey(String.valueOf(event.event().causationId())))
        .forEach(root -> walk(root, visited, action));
    byId.values().forEach(event -> walk(event, visited, action));
  }

  private void walk(
      StoredEvent root, Set<StoredEvent> visited, ObjIntConsumer<StoredEvent> action) {
    Deque<Entry> open = new ArrayDeque<>();
    open.push(new Entry(root, 0));
    while (!open.isEmpty()) {
      Entry next = open.pop();
      if (visited.add(next.event)) {
        action.accept(next.event, next.depth);
        List<StoredEvent> caused = effects.getOrDefault(next.event.event().id(), List.of());
        for (int i = caused.size() - 1; i >= 0; i--) {
          open.push(new Entry(caused.get(i), next.depth + 1));
        }
      }
    }
  }

  private record Entry(StoredEvent event, int depth) {}
}
