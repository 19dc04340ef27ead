package io.tidings.event.store.internal;

/** A listener to the commits of one store, which works on a thread of its own. Thread-safe. */
public interface CommitListener extends AutoCloseable {

  /** Notifies of a commit; returns at once. */
  void committed();

  /** Completes pending work and stops. */
  @Override
  void close();

  /** Returns a listener without effect. */
  static CommitListener noop() {
    return new CommitListener() {
      @Override
      public void committed() {}

      @Override
      public void close() {}
    };
  }
}
