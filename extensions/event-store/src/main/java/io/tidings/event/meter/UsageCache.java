package io.tidings.event.meter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers usage for several processes, such as a host's Redis. What it throws costs a warning at
 * most. Called by many threads at once.
 */
public interface UsageCache {

  /** Returns what was put under a key, or null if it is gone or too old. */
  @Nullable Long get(String key);

  /** Remembers a value for a time. */
  void put(String key, long value, Duration lifetime);

  /** Forgets what was put under a key. */
  void remove(String key);
}
