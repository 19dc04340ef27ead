package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of an event, for whoever asks; services need not look.
 *
 * <p>Immutable and thread-safe: the result of a deferred event is given when it is emitted and does
 * not change when its handlers have run (RES-02). Results without failures are shared instances up
 * to 256 deliveries.
 *
 * @param status whether the event was delivered, put off or turned away
 * @param delivered how many handlers of this event returned normally
 * @param failed how many handlers of this event threw
 * @param tapFailures how many times a tap threw
 * @param failures what was thrown, taps first, in the order it happened; unmodifiable
 */
public record EmitResult(
    Status status, int delivered, int failed, int tapFailures, List<Throwable> failures) {

  /** What became of an event as a whole. */
  public enum Status {
    /** Its taps and handlers have run. */
    DONE,
    /** It will be handled before the outermost emit of this thread on this bus returns. */
    DEFERRED,
    /** A limit, or the order {@link DispatchOrder#FORBID}, turned it away; nobody heard it. */
    REJECTED,
    /** The bus is closed; nobody heard it. */
    CLOSED
  }

  private static final int SHARED = 256;

  private static final EmitResult[] DONE =
      IntStream.rangeClosed(0, SHARED)
          .mapToObj(n -> without(Status.DONE, n))
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
    if (delivered < 0 || failed < 0 || tapFailures < 0) {
      throw new IllegalArgumentException("delivered, failed and tapFailures must not be negative");
    }
  }

  /** Returns the result of an event that {@code delivered} handlers took without a failure. */
  public static EmitResult done(int delivered) {
    return delivered >= 0 && delivered <= SHARED
        ? DONE[delivered]
        : without(Status.DONE, delivered);
  }

  /** Returns the result of an event that waits, without a failure so far. */
  public static EmitResult deferred() {
    return DEFERRED;
  }

  /** Returns the result of an event that was turned away. */
  public static EmitResult rejected() {
    return REJECTED;
  }

  /** Returns the result of an event that came after the bus was closed. */
  public static EmitResult closed() {
    return CLOSED;
  }

  private static EmitResult without(Status status, int delivered) {
    return new EmitResult(status, delivered, 0, 0, List.of());
  }
}
