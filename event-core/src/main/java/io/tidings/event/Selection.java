package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * The subscriptions found for one event: sorted arrays, gone through as one in the order of
 * subscription numbers, each subscription once. Confined to one thread.
 */
final class Selection {

  private HandlerSubscription @Nullable [] only;
  private int count;

  /** Needed from the second array on, and then kept. */
  private @Nullable Merge merge;

  void add(HandlerSubscription @Nullable [] source) {
    if (source == null || source.length == 0) {
      return;
    }
    if (only == null) {
      only = source;
    } else {
      merge(only, source);
    }
    count++;
  }

  private void merge(HandlerSubscription[] first, HandlerSubscription[] source) {
    if (merge == null) {
      merge = new Merge();
    }
    if (count == 1) {
      merge.add(first);
    }
    merge.add(source);
  }

  void clear() {
    only = null;
    if (count > 1 && merge != null) {
      merge.clear();
    }
    count = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the one array there is, or null if there is none, or several to be merged. */
  HandlerSubscription @Nullable [] single() {
    return count == 1 ? only : null;
  }

  /** Returns the next subscription of several arrays, or null at the end. */
  @Nullable HandlerSubscription next() {
    return count > 1 && merge != null ? merge.next() : null;
  }
}
