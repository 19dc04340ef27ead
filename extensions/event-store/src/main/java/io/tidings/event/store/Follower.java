package io.tidings.event.store;

import java.util.concurrent.CompletableFuture;

/**
 * Reads a trail for as long as it is open: what is stored there, then what comes. Made by {@link
 * EventStore#follow}. Thread-safe.
 */
public interface Follower extends AutoCloseable {

  /** Takes the events of a follower, one after the other, on its thread. */
  @FunctionalInterface
  interface Handler {

    /**
     * Takes an event.
     *
     * @throws Exception anything; it ends the follower, whose place stays before this event
     */
    void handle(StoredEvent event) throws Exception;

    /**
     * Hears that one event or more, a page of them at most, have been handled, before their place
     * is kept: where a handler that collects events does with them what it does. By default
     * nothing.
     *
     * @throws Exception anything; it ends the follower, whose place stays before these events
     */
    default void flush() throws Exception {}
  }

  /** Returns the place up to which events have been handled. */
  long position();

  /**
   * Returns what completes when the follower has ended: normally after {@link #close}, else with
   * what has ended it, which may be what the handler threw, or a {@link StoreException}, above all
   * with {@link StoreException.Reason#BEHIND}. A server that cannot be reached ends no follower; it
   * waits.
   */
  CompletableFuture<Void> done();

  /**
   * Ends the follower, after the event under way unless its own handler closes it. Closing again
   * has no effect.
   *
   * @throws IllegalStateException if it is called within {@link
   *     io.tidings.event.store.spi.StoreDatabase#write}, for which the handler may wait
   */
  @Override
  void close();
}
