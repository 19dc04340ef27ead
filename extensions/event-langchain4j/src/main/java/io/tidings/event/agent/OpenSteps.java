package io.tidings.event.agent;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounded map of work that has begun and not ended, by the id that a framework gives it. Entries
 * are removed at their end. For work whose end is never reported, such as an abandoned stream, an
 * entry that was not used for an hour is removed, and with a full map the one that was not used for
 * the longest time. The first such removal is logged at WARN. Thread-safe.
 *
 * @param <K> the type of the ids
 * @param <V> the type of the entries
 */
public final class OpenSteps<K, V> {

  /** The default maximum number of entries. */
  public static final int DEFAULT_LIMIT = 10_000;

  /** The time after which an entry that is not used is removed, in nanoseconds. */
  static final long IDLE_NANOS = 3_600_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(OpenSteps.class);

  private final String name;
  private final int limit;
  private final LongSupplier nanos;
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private boolean warned;

  /** Entry with the time of its last use. */
  private static final class Entry<V> {
    final V value;
    long used;

    Entry(V value, long used) {
      this.value = value;
      this.used = used;
    }
  }

  /**
   * Creates a map.
   *
   * @param name the entries in a warning, in the plural
   * @param limit the maximum number of entries
   * @param nanos supplies the time in nanoseconds, as {@link System#nanoTime} does
   */
  public OpenSteps(String name, int limit, LongSupplier nanos) {
    this.name = name;
    this.limit = limit;
    this.nanos = nanos;
  }

  /** Adds an entry, or replaces the one with the id. */
  public void put(K id, V value) {
    long now = nanos.getAsLong();
    boolean first;
    synchronized (entries) {
      entries.put(id, new Entry<>(value, now));
      first = removeUnused(now) && !warned;
      warned |= first;
    }
    if (first) {
      LOG.warn(
          "{} have not ended; at most {} are kept and each for an hour, later events of the others"
              + " lack their cause (logged once)",
          name,
          limit);
    }
  }

  /** Returns the entry with the id, or null if there is none. */
  public @Nullable V find(K id) {
    long now = nanos.getAsLong();
    synchronized (entries) {
      Entry<V> entry = entries.get(id);
      if (entry == null) {
        return null;
      }
      entry.used = now;
      return entry.value;
    }
  }

  /** Returns the entry with the id, or a new one, which is added. */
  public V findOrAdd(K id, Supplier<? extends V> created) {
    V found = find(id);
    if (found != null) {
      return found;
    }
    V value = Objects.requireNonNull(created.get());
    put(id, value);
    return value;
  }

  /** Removes and returns the entry with the id; null if there is none. */
  public @Nullable V remove(K id) {
    synchronized (entries) {
      Entry<V> entry = entries.remove(id);
      return entry == null ? null : entry.value;
    }
  }

  /** Removes the entries that match; visits all entries. */
  public void removeIf(Predicate<? super V> condition) {
    synchronized (entries) {
      entries.values().removeIf(entry -> condition.test(entry.value));
    }
  }

  /** Returns the number of entries. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  private boolean removeUnused(long now) {
    boolean removed = false;
    Iterator<Map.Entry<K, Entry<V>>> eldest = entries.entrySet().iterator();
    while (eldest.hasNext()) {
      boolean isUnused = now - eldest.next().getValue().used > IDLE_NANOS;
      if (!isUnused && entries.size() <= limit) {
        break;
      }
      eldest.remove();
      removed = true;
    }
    return removed;
  }
}
