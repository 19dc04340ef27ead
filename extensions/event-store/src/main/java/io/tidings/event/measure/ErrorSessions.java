package io.tidings.event.measure;

/** Where errors are stored: each in a session of its own. Thread-safe. */
@FunctionalInterface
interface ErrorSessions {

  /** Opens a session, to be closed. */
  Session open() throws Exception;

  /** One transaction. Confined to one thread. */
  interface Session extends AutoCloseable {

    void insert(ErrorEntry entry) throws Exception;

    void commit() throws Exception;

    void rollback() throws Exception;
  }
}
