package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** Sorted arrays of subscriptions that may overlap, gone through as one. Confined to one thread. */
final class Merge {

  /** By kind, session, plan, the two ids of a plan tree, correlation. */
  private static final int MOST = 6;

  private final HandlerSubscription[][] sources = new HandlerSubscription[MOST][];
  private final int[] cursors = new int[MOST];
  private int count;

  void add(HandlerSubscription[] source) {
    sources[count] = source;
    cursors[count] = 0;
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  void clear() {
    while (count > 0) {
      sources[--count] = HandlerSubscription.NONE;
    }
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
