package io.tidings.event.services;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Storage for a service's state: one immutable value per id.
 *
 * <p>When {@link #add} and {@link #replace} return true, the value is as durable as the repository
 * can make it; a service emits right after. A repository that cannot save throws; the service
 * propagates the exception and emits nothing.
 *
 * <p>Implementations must be thread-safe, and the writing methods atomic. Ids are not null and were
 * validated by the service.
 *
 * @param <T> the type of the values
 * @contract EMI-05
 */
public interface Repository<T> {

  /** Returns a new repository in memory. Thread-safe, unbounded, and lost with the process. */
  static <T> Repository<T> inMemory() {
    return new InMemoryRepository<>();
  }

  /** Returns the value with the id, or null if there is none. */
  @Nullable T find(String id);

  /**
   * Saves a value under a new id.
   *
   * @return whether it was saved; false if the id is taken
   */
  boolean add(String id, T value);

  /**
   * Saves {@code next} if the value with the id equals {@code current}.
   *
   * @return whether it was saved
   */
  boolean replace(String id, T current, T next);

  /**
   * Removes the value with the id. Services remove only values that can no longer be requested; all
   * others stay until a host removes them.
   *
   * @return whether there was one
   */
  boolean remove(String id);

  /**
   * Returns the value with the id.
   *
   * @throws UnknownIdException if there is none
   */
  default T get(String id) {
    T value = find(requireNonNull(id, "id"));
    if (value == null) {
      throw new UnknownIdException(id);
    }
    return value;
  }

  /**
   * Saves a value under a new id.
   *
   * @return the value
   * @throws DuplicateIdException if the id is taken
   */
  default T create(String id, T value) {
    if (!add(id, value)) {
      throw new DuplicateIdException(id);
    }
    return value;
  }

  /**
   * Changes the value with the id. Concurrent changes are applied one after the other, each to the
   * result of the preceding one.
   *
   * @param step returns the next value, or throws to reject the change; may be called more than
   *     once
   * @return the values before and after the change
   * @throws UnknownIdException if there is no such value
   */
  default Change<T> change(String id, UnaryOperator<T> step) {
    requireNonNull(step, "step");
    while (true) {
      T current = get(id);
      T next = step.apply(current);
      if (replace(id, current, next)) {
        return new Change<>(current, next);
      }
    }
  }
}
