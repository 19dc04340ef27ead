package io.tidings.event.store.internal;

/** The database's notifications of appends by other stores. Thread-safe. */
public interface AppendNotifications extends AutoCloseable {

  /** Returns whether notifications arrive at present. */
  boolean isListening();

  @Override
  void close();

  /** Returns the notifications of a database that does not notify. */
  static AppendNotifications none() {
    return new AppendNotifications() {
      @Override
      public boolean isListening() {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}
