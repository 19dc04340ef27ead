package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.Subscription;
import io.tidings.event.internal.SafeLog;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures, each source of them at most once a second. A source is known by its identity and
 * forgotten when it is garbage. Thread-safe: {@code throttles} is touched under its own lock alone,
 * and nothing of a host's is called under it.
 */
final class LoggingFailureListener implements FailureListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
  private static final long PAUSE_NANOS = 1_000_000_000L;

  /** The listener behind the default methods of {@link FailureListener}. */
  static final FailureListener SHARED = new LoggingFailureListener(System::nanoTime);

  private final Map<Source, Throttle> throttles = new HashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
  private final LongSupplier nanoTime;

  LoggingFailureListener(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    log(subscription, "The selector of " + subscription.name(), event, failure);
  }

  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    log(tap, "The tap " + tap.getClass().getName(), event, failure);
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    log(subscription, "The handler " + subscription.name(), event, failure);
  }

  private void log(Object source, String who, @Nullable DomainEvent event, Throwable failure) {
    long leftOut = throttle(source);
    if (leftOut < 0) {
      return;
    }
    String what = event == null ? "" : " at " + event.kind().id() + " " + event.id();
    String more = leftOut == 0 ? "" : " (" + leftOut + " more since the last such warning)";
    SafeLog.warn(
        LOG, who + " failed" + what + " with " + failure.getClass().getName() + more, failure);
  }

  /**
   * Returns how many warnings were left out before the one that is due now, or -1 if none is due.
   */
  private long throttle(Object source) {
    long now = nanoTime.getAsLong();
    Source key = new Source(source, gone);
    synchronized (throttles) {
      for (Object stale = gone.poll(); stale != null; stale = gone.poll()) {
        throttles.remove(stale);
      }
      return throttles.computeIfAbsent(key, unseen -> new Throttle(now)).admit(now);
    }
  }

  /** A source of failures, known by its identity as long as it is there. */
  private static final class Source extends WeakReference<Object> {
    private final int hash;

    Source(Object source, ReferenceQueue<Object> gone) {
      super(source, gone);
      this.hash = System.identityHashCode(source);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Source that && get() != null && get() == that.get());
    }
  }

  /** When the next warning may be given, and how many were left out meanwhile. */
  private static final class Throttle {
    private long due;
    private long leftOut;

    Throttle(long now) {
      this.due = now;
    }

    long admit(long now) {
      if (now - due < 0) {
        leftOut++;
        return -1;
      }
      long told = leftOut;
      due = now + PAUSE_NANOS;
      leftOut = 0;
      return told;
    }
  }
}
