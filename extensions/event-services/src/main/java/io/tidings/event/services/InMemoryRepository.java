package io.tidings.event.services;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Repository over a concurrent map. Thread-safe. */
final class InMemoryRepository<T> implements Repository<T> {

  private final ConcurrentMap<String, T> values = new ConcurrentHashMap<>();

  @Override
  public @Nullable T find(String id) {
    return values.get(id);
  }

  @Override
  public boolean add(String id, T value) {
    return values.putIfAbsent(id, value) == null;
  }

  @Override
  public boolean replace(String id, T current, T next) {
    return values.replace(id, current, next);
  }

  @Override
  public boolean remove(String id) {
    return values.remove(id) != null;
  }
}
