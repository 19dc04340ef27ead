package io.tidings.event;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Details that are frozen: only values a {@link DetailFreezer} has made, in insertion order, never
 * to change again. Its type is the proof, so nothing is frozen twice. Immutable and thread-safe.
 */
final class FrozenMap extends AbstractMap<String, Object> {

  static final FrozenMap EMPTY = new FrozenMap(Collections.emptyMap());

  private final Map<String, Object> entries;

  /** Takes over {@code entries}, which hold no null; the caller must let go of it. */
  FrozenMap(Map<String, ? extends @Nullable Object> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    entries.forEach(action);
  }

  @Override
  public Set<String> keySet() {
    return entries.keySet();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return entries.entrySet();
  }
}
