package io.tidings.event.store;

import org.jspecify.annotations.Nullable;

/** The consumer of a follower's events. Called on the follower's thread, except {@link #stop}. */
interface EventReceiver {

  /** Takes an event; returns false if the receiver was stopped and did not. */
  boolean receive(StoredEvent event) throws Exception;

  /** Completes the work on all events taken so far. */
  default void flush() throws Exception {}

  /** Releases a thread that waits in {@link #receive}. */
  void stop();

  /** Returns whether the receiver takes no more events. */
  boolean isOver();

  /**
   * Notifies of the end of the follower, with its failure unless it was closed; returns whether the
   * failure is logged already.
   */
  boolean end(@Nullable Throwable failure);

  /** Returns a receiver that passes every event to a handler. */
  static EventReceiver of(Follower.Handler handler) {
    return new EventReceiver() {
      @Override
      public boolean receive(StoredEvent event) throws Exception {
        handler.handle(event);
        return true;
      }

      @Override
      public void flush() throws Exception {
        handler.flush();
      }

      @Override
      public void stop() {}

      @Override
      public boolean isOver() {
        return false;
      }

      @Override
      public boolean end(@Nullable Throwable failure) {
        return false;
      }
    };
  }
}
