package io.tidings.event;

/**
 * Time at which a bus dispatches an event that a handler or tap emits on the same bus and thread.
 * Set it with {@link EventBusBuilder#order}; the default is {@link #QUEUED}: the event is handled
 * after the current one, and taps receive it at once.
 *
 * <p>In {@code QUEUED} and {@code IMMEDIATE}, an event emitted during the tap phase is deferred
 * until the taps of the current event are done. Then its taps run, and its handlers after those of
 * the current event.
 *
 * <p>In every order, an event is rejected before any tap receives it if it is more than {@value
 * #MAX_CAUSAL_DEPTH} events deep in a chain of nested emits on one thread, if {@value #MAX_PENDING}
 * events are waiting, or if {@value #MAX_EVENTS} events were emitted on the thread within one
 * outermost emit.
 *
 * @contract ORD-04, ORD-05, ORD-08
 */
public enum DispatchOrder {
  /**
   * Taps receive the event immediately; its handlers run after those of the current event. Every
   * handler receives the events of a thread in the order of emission. The nested emit returns
   * before its handlers have run: a handler that waits for their effect deadlocks.
   *
   * @contract ORD-01
   */
  QUEUED,

  /**
   * Taps and handlers run immediately, inside the emitting handler. An event more than {@value
   * #MAX_NESTING} emits deep is rejected.
   *
   * @contract ORD-02
   */
  IMMEDIATE,

  /**
   * The event is rejected.
   *
   * @contract ORD-03
   */
  FORBID;

  /** The maximum length of a chain of events, each emitted during the one before, on one thread. */
  public static final int MAX_CAUSAL_DEPTH = 256;

  /** The maximum number of events of one bus that wait on one thread. */
  public static final int MAX_PENDING = 10_000;

  /**
   * The maximum number of events that one thread emits within one outermost emit, on all buses
   * together and with the outermost event. An event that nothing receives does not count.
   */
  public static final int MAX_EVENTS = 100_000;

  /** The maximum number of emits of one bus in progress inside each other on one thread. */
  public static final int MAX_NESTING = 64;
}
