package io.tidings.event.services.boundary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.revision.Revision;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Revisions by the references that say exactly which one is meant, each project's for itself. Two
 * threads that miss at once both ask the store, and get the same: no lock is held meanwhile.
 * Thread-safe.
 */
final class RevisionCache<D> {

  private record Key(String projectId, RevisionReference reference) {}

  private final @Nullable Cache<Key, Revision<D>> cache;

  private RevisionCache(@Nullable Cache<Key, Revision<D>> cache) {
    this.cache = cache;
  }

  static <D> RevisionCache<D> none() {
    return new RevisionCache<>(null);
  }

  static <D> RevisionCache<D> of(int maximumSize, Duration expiry) {
    return of(maximumSize, expiry, Ticker.systemTicker());
  }

  static <D> RevisionCache<D> of(int maximumSize, Duration expiry, Ticker ticker) {
    if (maximumSize < 1) {
      throw new IllegalArgumentException("maximumSize must be positive, but is " + maximumSize);
    }
    if (expiry.isNegative() || expiry.isZero()) {
      throw new IllegalArgumentException("expiry must be positive, but is " + expiry);
    }
    return new RevisionCache<>(
        Caffeine.newBuilder()
            .maximumSize(maximumSize)
            .expireAfterWrite(expiry)
            .ticker(ticker)
            .build());
  }

  /** Returns what is kept, else what {@code load} gives, which is kept if it is there. */
  @Nullable Revision<D> get(
      String projectId,
      RevisionReference reference,
      BiFunction<String, RevisionReference, @Nullable Revision<D>> load) {
    if (cache == null || !isPinned(reference)) {
      return load.apply(projectId, reference);
    }
    Key key = new Key(projectId, reference);
    Revision<D> kept = cache.getIfPresent(key);
    if (kept != null) {
      return kept;
    }
    Revision<D> loaded = load.apply(projectId, reference);
    if (loaded != null) {
      cache.put(key, loaded);
    }
    return loaded;
  }

  /** Tells whether the reference can never mean another revision than it does now. */
  private static boolean isPinned(RevisionReference reference) {
    return reference.revision().id() != null
        || (reference.variant().id() != null && reference.revision().version() != null);
  }
}
