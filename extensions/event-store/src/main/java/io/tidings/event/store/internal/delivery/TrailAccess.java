package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.spi.StoreDatabase;
import java.util.function.UnaryOperator;

/** Access of the deliveries of a store to its parts. Thread-safe. */
public interface TrailAccess {

  /** Returns the database for tables. */
  StoreDatabase database();

  /** Returns the engine of the database. */
  Database engine();

  /** Returns the events of all projects. */
  EventSource platform();

  /** Returns the events of one project. */
  EventSource project(String id);

  /** Has a callback run after commits of this store and of others; returns its removal. */
  Runnable onCommit(Runnable callback);

  /** Returns the longest time between two polls in milliseconds. */
  long pollMillis();

  /** Refuses to wait within a transaction of the store. */
  void requireOutside(String action);

  /** Returns the redaction of a text. */
  UnaryOperator<String> redaction();
}
