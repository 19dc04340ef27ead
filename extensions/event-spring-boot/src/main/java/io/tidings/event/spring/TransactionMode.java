package io.tidings.event.spring;

/**
 * Treatment of events that are emitted within a transaction of Spring, set by {@code
 * tidings.transactions.mode}.
 */
public enum TransactionMode {
  /**
   * The events of a transaction are appended to the trail in one batch before the commit, on the
   * connection of the transaction; handlers and taps receive them after it. A transaction that is
   * rolled back leaves no event. Requires a trail in the application's PostgreSQL database.
   */
  OUTBOX,
  /** Taps and handlers receive the events of a transaction after its commit, or never. */
  AFTER_COMMIT,
  /** Taps and handlers receive each event at once, also one whose transaction is rolled back. */
  IMMEDIATE
}
