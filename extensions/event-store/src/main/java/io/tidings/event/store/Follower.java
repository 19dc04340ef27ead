package io.tidings.event.store;

import java.util.concurrent.CompletableFuture;

/**
 * A running read of a trail: the stored events after a position, then new ones, until it is closed.
 * Started by {@link EventStore#follow}. Thread-safe.
 *
 * @contract FOL-01, FOL-05, FOL-06
 */
public interface Follower extends AutoCloseable {

  /**
   * The consumer of a follower's events, called on the follower's thread for one event at a time.
   */
  @FunctionalInterface
  interface Handler {

    /**
     * Handles an event.
     *
     * @throws Exception any exception; it ends or restarts the follower, whose position stays
     *     before this event
     */
    void handle(StoredEvent event) throws Exception;

    /**
     * Completes the work on the events handled since the last call, at most a page of 500, before
     * their position is stored. A handler that collects events processes them here. Does nothing by
     * default.
     *
     * @throws Exception any exception; it ends or restarts the follower, whose position stays
     *     before these events
     * @contract FOL-02
     */
    default void flush() throws Exception {}
  }

  /** Returns the position up to which events have been handled. */
  long position();

  /**
   * Returns a future that completes when the follower has ended: normally after {@link #close},
   * else exceptionally with the exception of the handler or a {@link StoreException}, for example
   * with {@link StoreException.Reason#BEHIND}. Such an end is logged at WARN, unless the store was
   * closed. An unavailable server does not end a follower; it reconnects. Completing the returned
   * future has no effect on the follower.
   */
  CompletableFuture<Void> done();

  /**
   * Ends the follower and waits for the event in progress, unless it is called by the handler
   * itself. Closing again has no effect.
   *
   * @throws IllegalStateException if it is called within {@link
   *     io.tidings.event.store.spi.StoreDatabase#write}, for which the handler may wait
   */
  @Override
  void close();
}
