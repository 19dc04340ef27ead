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
 * Cache of revisions per project, by references that identify one revision for all time. Concurrent
 * misses may each read the store, without a lock held, and get the same revision. Thread-safe.
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

  /** Returns the cached revision, or the loaded one, which is cached if it is not null. */
  @Nullable Revision<D> get(
      String projectId,
      RevisionReference reference,
      BiFunction<String, RevisionReference, @Nullable Revision<D>> load) {
    if (cache == null || !isPinned(reference)) {
      return load.apply(projectId, reference);
    }
    Key key = new Key(projectId, reference);
    Revision<D> cached = cache.getIfPresent(key);
    if (cached != null) {
      return cached;
    }
    Revision<D> loaded = load.apply(projectId, reference);
    if (loaded != null) {
      cache.put(key, loaded);
    }
    return loaded;
  }

  /** Returns whether the reference can never match another revision than now. */
  private static boolean isPinned(RevisionReference reference) {
    return reference.revision().id() != null
        || (reference.variant().id() != null && reference.revision().version() != null);
  }
}
