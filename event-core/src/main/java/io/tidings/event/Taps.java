package io.tidings.event;

import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guarded calls of a bus's taps, in the order given. Thread-safe if the taps are: {@link #guarded}
 * is read and set without a lock, as each thread that needs it sets it itself.
 *
 * <p>A tap states its interest outside any frame, so that an event without a receiver costs no
 * look-up of the thread's state. An interest that emits on the same bus would therefore recurse.
 * The first stack overflow ends that: from then on an interest that is stated inside another on the
 * same thread is false.
 */
final class Taps {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventTap[] taps;
  private final FailureReporter failures;

  /** True once an interest has overflowed the stack. */
  private boolean guarded;

  Taps(List<EventTap> taps, FailureReporter failures) {
    this.taps = taps.toArray(EventTap[]::new);
    this.failures = failures;
  }

  boolean isEmpty() {
    return taps.length == 0;
  }

  /** Returns whether any tap is interested in a kind; reports the failure of one that throws. */
  boolean isEnabled(EventKind kind) {
    for (EventTap tap : taps) {
      try {
        if (isInterested(tap, kind)) {
          return true;
        }
      } catch (Throwable failure) {
        ThreadState state = ThreadState.acquire();
        failures.tapFailed(state, state.current, tap, failure);
        state.settle();
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether any tap is interested in a kind. A tap that throws counts as interested; its
   * failure is reported when the event is dispatched.
   */
  boolean anyInterested(EventKind kind) {
    try {
      for (EventTap tap : taps) {
        if (isInterested(tap, kind)) {
          return true;
        }
      }
      return false;
    } catch (Throwable failure) {
      ThreadState.acquire().remember(failure);
      return true;
    }
  }

  /** Passes a delivery's event to each interested tap. */
  void dispatch(ThreadState state, Delivery delivery) {
    DomainEvent event = delivery.event();
    for (EventTap tap : taps) {
      state.enter(delivery);
      if (isInterested(state, tap, event.kind(), delivery)) {
        state.enter(delivery);
        try {
          tap.onEvent(event);
        } catch (Throwable failure) {
          failures.tapFailed(state, delivery, tap, failure);
        }
      }
    }
  }

  private boolean isInterested(ThreadState state, EventTap tap, EventKind kind, Delivery delivery) {
    try {
      return isInterested(tap, kind);
    } catch (Throwable failure) {
      failures.tapFailed(state, delivery, tap, failure);
      return true;
    }
  }

  private boolean isInterested(EventTap tap, EventKind kind) {
    if (!guarded) {
      return callInterest(tap, kind);
    }
    ThreadState state = ThreadState.acquire();
    if (state.asking) {
      return false;
    }
    state.asking = true;
    try {
      return callInterest(tap, kind);
    } finally {
      state.asking = false;
    }
  }

  /** Calls the tap; discards the contexts that it leaves open. */
  private boolean callInterest(EventTap tap, EventKind kind) {
    long mark = ThreadState.mark();
    try {
      return tap.isInterested(kind);
    } catch (StackOverflowError overflow) {
      guarded = true;
      throw overflow;
    } finally {
      ThreadState.discardSince(mark);
    }
  }

  /** Returns the class names of the taps, in order. */
  List<String> names() {
    return Stream.of(taps).map(HandlerSubscription::typeOf).toList();
  }

  /** Returns for each tap whether it is interested in a kind; reports no failure. */
  List<BusDescription.Verdict> explain(EventKind kind) {
    List<BusDescription.Verdict> verdicts = new ArrayList<>();
    for (EventTap tap : taps) {
      String name = HandlerSubscription.typeOf(tap);
      try {
        boolean interested = isInterested(tap, kind);
        verdicts.add(
            new BusDescription.Verdict(
                name,
                interested ? BusDescription.Reason.RECEIVES : BusDescription.Reason.KIND,
                interested ? "" : "is not interested in the kind"));
      } catch (Throwable failure) {
        FatalErrors.rethrow(failure);
        String threw = "isInterested threw " + failure.getClass().getName();
        verdicts.add(new BusDescription.Verdict(name, BusDescription.Reason.RECEIVES, threw));
      }
    }
    return verdicts;
  }

  /** Flushes the taps in order; returns whether all were flushed within the timeout. */
  boolean flush(ThreadState state, Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    CurrentContext context = state.current;
    boolean flushed = true;
    for (EventTap tap : taps) {
      try {
        state.current = context;
        flushed &= tap.flush(deadline.left());
      } catch (Throwable failure) {
        failures.tapFailed(state, context, tap, failure);
        flushed = false;
      }
    }
    return flushed;
  }

  /** Closes the taps in order, with a shared timeout; returns whether all were processed. */
  boolean close(ThreadState state, Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    CurrentContext context = state.current;
    boolean processed = true;
    for (EventTap tap : taps) {
      try {
        state.current = context;
        if (!tap.close(deadline.left())) {
          processed = false;
          SafeLog.warn(
              LOG, "Tap " + tap.getClass().getName() + " closed with unprocessed events", null);
        }
      } catch (Throwable failure) {
        failures.tapFailed(state, context, tap, failure);
        processed = false;
      }
    }
    return processed;
  }
}
