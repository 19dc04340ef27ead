package io.tidings.event.store;

import java.util.Optional;

/** Where a follower keeps its place. Confined to the follower's thread. */
interface Bookmark {

  /** Returns the place to go on from, or nothing if another follower has it. */
  Optional<Place> open();

  /** Keeps a place; answers whether this follower still has it. */
  boolean move(Place place, boolean urgent);

  /** Lets another follower have it. */
  void close();

  /** Returns a place that is kept for as long as it is followed from. */
  static Bookmark at(Place begin) {
    return new Bookmark() {
      private Place place = begin;

      @Override
      public Optional<Place> open() {
        return Optional.of(place);
      }

      @Override
      public boolean move(Place moved, boolean urgent) {
        place = moved;
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
