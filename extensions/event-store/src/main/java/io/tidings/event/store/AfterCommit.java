package io.tidings.event.store;

/** What a store does soon after its appends, aside from whoever has appended. Thread-safe. */
interface AfterCommit extends AutoCloseable {

  /** Hears that something was committed. Returns at once. */
  void committed();

  /** Ends, with what is left to be done. */
  @Override
  void close();

  /** Returns what has nothing to do. */
  static AfterCommit nothing() {
    return new AfterCommit() {
      @Override
      public void committed() {}

      @Override
      public void close() {}
    };
  }
}
