package io.tidings.event.services;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a service keeps its state: one immutable value for each id.
 *
 * <p>What {@link #add} and {@link #replace} have answered with true is kept as safely as the
 * repository keeps anything: a service emits right after it (EMI-05). A repository that cannot save
 * throws; the service lets that through and emits nothing.
 *
 * <p>Implementations must be thread-safe, and the writing methods atomic. Ids are not null; a
 * service has checked them.
 *
 * @param <T> the kind of value
 */
public interface Repository<T> {

  /**
   * Returns a repository in memory. It is thread-safe, bounded by nothing but memory, and gone with
   * the process.
   */
  static <T> Repository<T> inMemory() {
    return new InMemoryRepository<>();
  }

  /** Returns the value with the id, or null if there is none. */
  @Nullable T find(String id);

  /**
   * Saves a value under an id that is not taken.
   *
   * @return whether it was saved; false if the id is taken
   */
  boolean add(String id, T value);

  /**
   * Saves {@code next} if the value with the id still equals {@code current}.
   *
   * @return whether it was saved
   */
  boolean replace(String id, T current, T next);

  /**
   * Removes the value with the id. Services that end something remove what nobody can ask for any
   * more; everything else stays until a host removes it.
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
   * Saves a value under an id that must not be taken.
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
   * Changes the value with the id. Of changes at the same time each is made to what the one before
   * has left.
   *
   * @param step gives the next value, or throws if there must be none; may be called more than once
   * @return what was there, and what is there now
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
