package io.tidings.event.meter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Usage cache shared by several processes, such as Redis, implemented by the host. An exception is
 * logged as a warning; the event is admitted or the charge kept. Called by many threads at once.
 */
public interface UsageCache {

  /** Returns the value of a key, or null if it is absent or expired. */
  @Nullable Long get(String key);

  /** Puts a value that expires after a lifetime. */
  void put(String key, long value, Duration lifetime);

  /** Removes a key; does nothing if it is absent. */
  void remove(String key);
}
