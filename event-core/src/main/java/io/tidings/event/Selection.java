package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * The subscriptions found for one event: sorted arrays that may overlap, gone through as one in the
 * order of subscription numbers, each subscription once. Confined to one thread.
 */
final class Selection {

  /** By kind, session, plan, the two ids of a plan tree, correlation. */
  private static final int MOST = 6;

  private final HandlerSubscription[][] sources = new HandlerSubscription[MOST][];
  private final int[] cursors = new int[MOST];
  private int count;

  void add(HandlerSubscription @Nullable [] source) {
    if (source != null && source.length > 0) {
      sources[count] = source;
      cursors[count] = 0;
      count++;
    }
  }

  void clear() {
    while (count > 0) {
      sources[--count] = HandlerSubscription.NONE;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the one array there is, or null if there are several to be merged by {@link #next}. */
  HandlerSubscription @Nullable [] single() {
    return count == 1 ? sources[0] : null;
  }

  /** Returns the subscription with the least number not yet returned, or null at the end. */
  @Nullable HandlerSubscription next() {
    HandlerSubscription least = null;
    for (int i = 0; i < count; i++) {
      if (cursors[i] < sources[i].length) {
        HandlerSubscription candidate = sources[i][cursors[i]];
        least = least == null || candidate.number() < least.number() ? candidate : least;
      }
    }
    for (int i = 0; least != null && i < count; i++) {
      if (cursors[i] < sources[i].length && sources[i][cursors[i]] == least) {
        cursors[i]++;
      }
    }
    return least;
  }
}
