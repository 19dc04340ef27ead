package io.tidings.event;

import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The taps of a bus, in the order they were given. Immutable; thread-safe if the taps are. */
final class Taps {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventTap[] taps;
  private final FailureReporter failures;

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
        if (tap.isInterested(kind)) {
          return true;
        }
      } catch (Throwable failure) {
        ThreadState state = ThreadState.acquire();
        failed(state, state.current, null, tap, failure);
        state.settle();
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether any tap is interested in a kind, for an emit that asks each of them again and
   * then reports failures. A tap that throws counts as interested.
   */
  boolean anyInterested(EventKind kind) {
    try {
      for (EventTap tap : taps) {
        if (tap.isInterested(kind)) {
          return true;
        }
      }
      return false;
    } catch (Throwable failure) {
      ThreadState.acquire().remember(failure);
      return true;
    }
  }

  /** Lets every interested tap hear a delivery's event; the caller puts the thread's state back. */
  void hear(ThreadState state, Delivery delivery) {
    DomainEvent event = delivery.event();
    for (EventTap tap : taps) {
      state.enter(delivery);
      if (interested(state, tap, event.kind(), delivery, delivery)) {
        state.enter(delivery);
        try {
          tap.onEvent(event);
        } catch (Throwable failure) {
          failed(state, delivery, delivery, tap, failure);
        }
      }
    }
  }

  /** A tap that cannot say counts as interested (TAP-03). */
  private boolean interested(
      ThreadState state,
      EventTap tap,
      EventKind kind,
      @Nullable Current mine,
      @Nullable Delivery delivery) {
    try {
      return tap.isInterested(kind);
    } catch (Throwable failure) {
      failed(state, mine, delivery, tap, failure);
      return true;
    }
  }

  /** Tells of a failure while {@code mine} is current again, whatever the tap has left open. */
  private void failed(
      ThreadState state,
      @Nullable Current mine,
      @Nullable Delivery delivery,
      EventTap tap,
      Throwable failure) {
    try {
      state.current = mine;
      if (delivery != null) {
        delivery.tapFailures++;
      }
      failures.tapFailed(state, delivery, tap, failure);
    } catch (VirtualMachineError noRoom) {
      state.remember(noRoom);
    }
  }

  /** Flushes one tap after the other; tells whether all was done within the timeout. */
  boolean flush(ThreadState state, Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    Current mine = state.current;
    boolean done = true;
    for (EventTap tap : taps) {
      try {
        state.current = mine;
        done &= tap.flush(deadline.left());
      } catch (Throwable failure) {
        failed(state, mine, null, tap, failure);
        done = false;
      }
    }
    return done;
  }

  /**
   * Closes one tap after the other, within the timeout as far as they keep to it; true, as they
   * count as closed whatever they do.
   */
  boolean close(ThreadState state, Duration timeout) {
    Deadline deadline = new Deadline(timeout);
    Current mine = state.current;
    for (EventTap tap : taps) {
      try {
        state.current = mine;
        if (!tap.close(deadline.left())) {
          SafeLog.warn(
              LOG, "The tap " + tap.getClass().getName() + " closed with events left", null);
        }
      } catch (Throwable failure) {
        failed(state, mine, null, tap, failure);
      }
    }
    return true;
  }
}
