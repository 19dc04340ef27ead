package io.tidings.event.store;

/** What a database tells of the appends of other processes. Thread-safe. */
interface News extends AutoCloseable {

  /** Tells whether notifications arrive at present. */
  boolean isHeard();

  @Override
  void close();

  /** Returns no news, which is for databases that do not notify. */
  static News none() {
    return new News() {
      @Override
      public boolean isHeard() {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}
