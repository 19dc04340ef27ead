package io.tidings.event.store.internal.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the rows of one consumer that are stored together with its position, and what follows
 * in memory. Kept until they are stored. Confined to the consumer's thread.
 */
final class Changes {

  private final Map<Long, FailureRow> upserts = new LinkedHashMap<>();
  private final Set<Long> deletes = new LinkedHashSet<>();
  private final Set<String> keys = new LinkedHashSet<>();
  private final List<Runnable> followUps = new ArrayList<>();
  private int removed;

  void upsert(FailureRow row) {
    deletes.remove(row.seq());
    upserts.put(row.seq(), row);
  }

  void delete(long seq) {
    upserts.remove(seq);
    deletes.add(seq);
  }

  /** Notes that an event was removed from the trail. */
  void removed(long seq) {
    delete(seq);
    removed++;
  }

  /** Has the first row of a key made ready if it is held for no reason. */
  void touch(@Nullable String key) {
    if (key != null) {
      keys.add(key);
    }
  }

  /** Adds work in memory for after the commit. */
  void then(Runnable followUp) {
    followUps.add(followUp);
  }

  boolean isEmpty() {
    return upserts.isEmpty() && deletes.isEmpty() && keys.isEmpty();
  }

  Iterable<FailureRow> upserts() {
    return upserts.values();
  }

  boolean hasUpserts() {
    return !upserts.isEmpty();
  }

  Set<Long> deletes() {
    return deletes;
  }

  Set<String> keys() {
    return keys;
  }

  int removed() {
    return removed;
  }

  void runFollowUps() {
    followUps.forEach(Runnable::run);
  }
}
