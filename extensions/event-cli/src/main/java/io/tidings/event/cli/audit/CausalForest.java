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
 * Events in the order of what caused what: each below its cause, as far as that is among them.
 * Events that cause each other in a circle come last. Immutable.
 */
public final class CausalForest {

  private final Map<String, StoredEvent> byId = new LinkedHashMap<>();
  private final Map<String, List<StoredEvent>> effects = new HashMap<>();

  /** Creates a forest of events; of several with one id the first counts. */
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

  /** Gives every event with the number of its ancestors, causes before effects. */
  public void forEach(ObjIntConsumer<StoredEvent> action) {
    Set<StoredEvent> done = new HashSet<>();
    byId.values().stream()
        .filter(event -> !byId.containsKey(String.valueOf(event.event().causationId())))
        .forEach(root -> walk(root, done, action));
    byId.values().forEach(event -> walk(event, done, action));
  }

  private void walk(StoredEvent root, Set<StoredEvent> done, ObjIntConsumer<StoredEvent> action) {
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, 0));
    while (!open.isEmpty()) {
      Place next = open.pop();
      if (done.add(next.event)) {
        action.accept(next.event, next.depth);
        List<StoredEvent> caused = effects.getOrDefault(next.event.event().id(), List.of());
        for (int i = caused.size() - 1; i >= 0; i--) {
          open.push(new Place(caused.get(i), next.depth + 1));
        }
      }
    }
  }

  private record Place(StoredEvent event, int depth) {}
}
