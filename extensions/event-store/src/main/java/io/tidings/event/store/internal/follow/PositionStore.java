package io.tidings.event.store.internal.follow;

import java.util.Optional;

/** Storage of a follower's position. Confined to the follower's thread. */
public interface PositionStore {

  /** Returns the position to continue from, or empty while another follower owns it. */
  Optional<Position> open();

  /** Stores a position, at once if it is urgent; returns whether this follower still owns it. */
  boolean move(Position position, boolean urgent);

  /** Releases the position to other followers. */
  void close();

  /** Returns a store in memory. */
  static PositionStore inMemory(Position start) {
    return new PositionStore() {
      private Position position = start;

      @Override
      public Optional<Position> open() {
        return Optional.of(position);
      }

      @Override
      public boolean move(Position moved, boolean urgent) {
        position = moved;
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
