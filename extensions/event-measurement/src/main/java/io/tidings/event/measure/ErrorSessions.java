package io.tidings.event.measure;

/** Storage of errors, one session per error. Thread-safe. */
@FunctionalInterface
interface ErrorSessions {

  /** Opens a session; the caller closes it. */
  Session open() throws Exception;

  /** One transaction. Confined to one thread. */
  interface Session extends AutoCloseable {

    void insert(ErrorEntry entry) throws Exception;

    void commit() throws Exception;

    void rollback() throws Exception;
  }
}
