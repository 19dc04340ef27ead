package io.tidings.event.store.internal.dictionary;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Cache of bounded weight. Entries are added to the younger of two generations; when that is full,
 * it replaces the older one, whose entries are discarded unless they were read meanwhile.
 * Thread-safe.
 */
final class RecentCache<K, V> {

  /** The weight of an entry besides that of its texts. */
  static final int ENTRY = 100;

  private final long capacity;
  private volatile Map<K, V> young = new ConcurrentHashMap<>();
  private volatile Map<K, V> old = new ConcurrentHashMap<>();
  private final AtomicLong weight = new AtomicLong();

  /** Creates a cache whose generations have a capacity in bytes each. */
  RecentCache(long capacity) {
    this.capacity = capacity;
  }

  @Nullable V get(K key, int texts) {
    V value = young.get(key);
    if (value == null) {
      value = old.get(key);
      if (value != null) {
        put(key, value, texts);
      }
    }
    return value;
  }

  /** Adds an entry with the number of characters of its texts. */
  void put(K key, V value, int texts) {
    if (young.put(key, value) == null && weight.addAndGet(ENTRY + 2L * texts) > capacity) {
      turn();
    }
  }

  private synchronized void turn() {
    if (weight.get() > capacity) {
      weight.set(0);
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }

  synchronized void clear() {
    weight.set(0);
    old = new ConcurrentHashMap<>();
    young = new ConcurrentHashMap<>();
  }

  /** Returns the number of entries, those in both generations twice. */
  int size() {
    return young.size() + old.size();
  }
}
