package io.tidings.event;

/**
 * What a bus does with an event that is emitted on a thread while that thread is delivering another
 * one on the same bus. Give it to {@link EventBusBuilder#order}; {@link #QUEUED} is the default.
 *
 * <p>An event emitted while the taps are running waits, in {@code QUEUED} and {@code IMMEDIATE}
 * alike, until the taps of the present event are done; then its taps run, and its handlers after
 * those of the present event (ORD-04).
 *
 * <p>Whatever the order, an event is refused, before any tap hears it, when it is more than {@value
 * #MAX_CAUSAL_DEPTH} events deep in a chain of events each emitted during the one before on the
 * same thread, or when {@value #MAX_PENDING} events wait already (ORD-05).
 */
public enum DispatchOrder {
  /**
   * The taps hear it at once; its handlers run when the handlers of the present event are done.
   * Every handler hears the events of a thread in the order they were emitted (ORD-01). The emit
   * returns before its handlers have run: a handler that waits for their effect waits for ever.
   */
  QUEUED,

  /**
   * Its handlers run at once, inside the handler that emits it, at most {@value #MAX_NESTING}
   * events deep; deeper it is refused (ORD-02).
   */
  IMMEDIATE,

  /** It is refused (ORD-03). */
  FORBID;

  /** How long a chain of events may get, each emitted during the one before, on one thread. */
  public static final int MAX_CAUSAL_DEPTH = 256;

  /** How many events of one bus may wait on one thread. */
  public static final int MAX_PENDING = 10_000;

  /** How many events of one bus may be under way inside each other on one thread. */
  public static final int MAX_NESTING = 64;
}
