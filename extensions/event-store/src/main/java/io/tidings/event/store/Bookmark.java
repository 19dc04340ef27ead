package io.tidings.event.store;

import java.util.OptionalLong;

/** Where a follower keeps its place. Confined to the follower's thread. */
interface Bookmark {

  /** Returns the place to go on from, or nothing if another follower has it. */
  OptionalLong open();

  /** Keeps a place; answers whether this follower still has it. */
  boolean move(long seq, boolean urgent);

  /** Lets another follower have it. */
  void close();

  /** Returns a place that is kept for as long as it is followed from. */
  static Bookmark at(long seq) {
    return new Bookmark() {
      private long place = seq;

      @Override
      public OptionalLong open() {
        return OptionalLong.of(place);
      }

      @Override
      public boolean move(long moved, boolean urgent) {
        place = moved;
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
