package io.tidings.event.store.delivery;

import java.sql.Connection;
import java.sql.SQLException;

/** The work of {@code EventStore.once}, in the transaction that marks its event. */
@FunctionalInterface
public interface OnceWork {

  /**
   * Does the work, on the thread of the caller.
   *
   * @param connection a connection to the trail's database within the transaction; must not be used
   *     after this method has returned
   * @throws SQLException if a statement fails: nothing is stored, and the event is not marked
   */
  void run(Connection connection) throws SQLException;
}
