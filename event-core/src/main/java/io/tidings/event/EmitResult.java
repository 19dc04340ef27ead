package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Outcome of an emit. Services may ignore it.
 *
 * <p>Immutable and thread-safe: the result of a deferred event does not change when its handlers
 * have run. Results without failures are shared instances, with up to 256 deliveries or up to 16
 * deliveries and 16 queued events.
 *
 * @param status whether the event was delivered, deferred, rejected or dropped
 * @param delivered the number of handlers of this event that returned normally
 * @param queued the number of asynchronous subscriptions that have queued this event
 * @param failed the number of handlers of this event that threw, and of asynchronous subscriptions
 *     with {@code OverflowPolicy.FAIL} whose queue was full
 * @param tapFailures the number of times that a tap threw
 * @param failures the throwables in order of occurrence, those of taps first; unmodifiable
 * @contract RES-01, RES-02
 */
public record EmitResult(
    Status status,
    int delivered,
    int queued,
    int failed,
    int tapFailures,
    List<Throwable> failures) {

  /** Outcome of an event as a whole. */
  public enum Status {
    /** Its taps and synchronous handlers have run. */
    DONE,
    /** Its handlers will run before the outermost emit of this thread on this bus returns. */
    DEFERRED,
    /** A limit or {@link DispatchOrder#FORBID} rejected it; no tap or handler received it. */
    REJECTED,
    /** The bus is closed; no tap or handler received it. */
    CLOSED
  }

  private static final int SHARED = 256;
  private static final int SHARED_QUEUED = 17;

  private static final EmitResult[] DONE =
      IntStream.rangeClosed(0, SHARED)
          .mapToObj(n -> without(Status.DONE, n))
          .toArray(EmitResult[]::new);
  private static final EmitResult[] QUEUED =
      IntStream.range(0, SHARED_QUEUED * SHARED_QUEUED)
          .mapToObj(
              n ->
                  new EmitResult(
                      Status.DONE, n / SHARED_QUEUED, n % SHARED_QUEUED, 0, 0, List.of()))
          .toArray(EmitResult[]::new);
  private static final EmitResult DEFERRED = without(Status.DEFERRED, 0);
  private static final EmitResult REJECTED = without(Status.REJECTED, 0);
  private static final EmitResult CLOSED = without(Status.CLOSED, 0);

  /**
   * Creates a result.
   *
   * @throws NullPointerException if {@code status}, {@code failures} or one of them is null
   * @throws IllegalArgumentException if a count is negative
   */
  public EmitResult {
    requireNonNull(status, "status");
    failures = List.copyOf(failures);
    if (delivered < 0 || queued < 0 || failed < 0 || tapFailures < 0) {
      throw new IllegalArgumentException(
          "delivered, queued, failed and tapFailures must not be negative");
    }
  }

  /**
   * Returns the result of an event handled without a failure.
   *
   * @throws IllegalArgumentException if {@code delivered} is negative
   */
  public static EmitResult done(int delivered) {
    return delivered >= 0 && delivered <= SHARED
        ? DONE[delivered]
        : without(Status.DONE, delivered);
  }

  /** Returns the result of a deferred event without a failure so far. */
  public static EmitResult deferred() {
    return DEFERRED;
  }

  /** Returns the result of a rejected event. */
  public static EmitResult rejected() {
    return REJECTED;
  }

  /** Returns the result of an event emitted on a closed bus. */
  public static EmitResult closed() {
    return CLOSED;
  }

  /** Returns the result of an event handled or queued without a failure. */
  static EmitResult done(int delivered, int queued) {
    if (queued == 0) {
      return done(delivered);
    }
    return delivered < SHARED_QUEUED && queued < SHARED_QUEUED
        ? QUEUED[delivered * SHARED_QUEUED + queued]
        : new EmitResult(Status.DONE, delivered, queued, 0, 0, List.of());
  }

  /**
   * Returns whether the event is done and no handler has received it or will. False for a deferred
   * event, whose handlers have not been called yet.
   *
   * @contract RES-01
   */
  public boolean isUnhandled() {
    return status == Status.DONE && delivered == 0 && queued == 0 && failed == 0;
  }

  private static EmitResult without(Status status, int delivered) {
    return new EmitResult(status, delivered, 0, 0, 0, List.of());
  }
}
