package io.tidings.event.internal;

/**
 * Size of an event's details, known without a walk over them. Queues that hold events bound the sum
 * of these sizes.
 */
public interface ContentSize {

  /** The size of one map entry or list element, in addition to the characters of its texts. */
  int ENTRY_SIZE = 32;

  /**
   * Returns the number of characters in all names and texts, plus {@value #ENTRY_SIZE} for each map
   * entry and list element at any nesting.
   */
  long contentSize();

  /** Returns the size of an event's details. */
  static long of(Object details) {
    return details instanceof ContentSize sized ? sized.contentSize() : 0;
  }
}
