package io.tidings.event.services.revision;

import io.tidings.event.services.platform.RevisionReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Difference between two states of an environment. Another revision counts as a change even if its
 * attributes are equal.
 */
final class EnvironmentDiff {

  private EnvironmentDiff() {}

  /** Returns the created, updated and deleted keys; all three entries are present, empty or not. */
  static Map<String, Object> of(
      Map<String, RevisionReference> before, Map<String, RevisionReference> after) {
    Map<String, Object> created = new LinkedHashMap<>();
    Map<String, Object> updated = new LinkedHashMap<>();
    Map<String, Object> deleted = new LinkedHashMap<>();
    after.forEach(
        (key, value) -> {
          RevisionReference old = before.get(key);
          if (old == null) {
            created.put(key, Map.of("new", value.attributes()));
          } else if (!old.equals(value)) {
            updated.put(key, inOrder("old", old.attributes(), "new", value.attributes()));
          }
        });
    before.forEach(
        (key, value) -> {
          if (!after.containsKey(key)) {
            deleted.put(key, Map.of("old", value.attributes()));
          }
        });
    Map<String, Object> diff = inOrder("created", created, "updated", updated);
    diff.put("deleted", deleted);
    return diff;
  }

  private static Map<String, Object> inOrder(
      String first, Object one, String second, Object other) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, other);
    return map;
  }
}
