package io.tidings.event.webhooks.internal.http;

import java.util.HashMap;
import java.util.Map;

/**
 * A capacity that projects share: each may use as much as it leaves free, so one project uses at
 * most half, two at most a third each, and a further one still finds a place. Thread-safe.
 */
public final class FairShares {

  private final int capacity;
  private final Map<String, Integer> used = new HashMap<>();
  private int total;

  /** Creates a capacity of which nothing is used. */
  public FairShares(int capacity) {
    this.capacity = capacity;
  }

  /** Returns how many more places a project may acquire now. */
  public synchronized int available(String project) {
    int own = used.getOrDefault(project, 0);
    int free = capacity - total;
    int share = (own + free + 1) / 2;
    return Math.max(0, Math.min(free, share - own));
  }

  /** Acquires a place for a project; returns whether there was one. */
  public synchronized boolean acquire(String project) {
    if (available(project) == 0) {
      return false;
    }
    used.merge(project, 1, Integer::sum);
    total++;
    return true;
  }

  /** Releases a place that the project has acquired. */
  public synchronized void release(String project) {
    used.computeIfPresent(project, (same, count) -> count == 1 ? null : count - 1);
    total--;
  }
}
