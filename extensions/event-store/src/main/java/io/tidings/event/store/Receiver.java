package io.tidings.event.store;

import org.jspecify.annotations.Nullable;

/** Whom a follower gives its events. Called by the follower's thread but for {@link #stop}. */
interface Receiver {

  /** Takes an event, and answers false if it did not, since it was stopped. */
  boolean receive(StoredEvent event) throws Exception;

  /** Makes sure that what was taken is dealt with. */
  default void flush() throws Exception {}

  /** Lets go of a thread that waits to give an event. */
  void stop();

  /** Tells whether there is no use in going on. */
  boolean isOver();

  /** Hears that there will be no more, and why unless the follower was closed. */
  void end(@Nullable Throwable failure);

  /** Returns a receiver that takes whatever comes. */
  static Receiver of(Follower.Handler handler) {
    return new Receiver() {
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
      public void end(@Nullable Throwable failure) {}
    };
  }
}
