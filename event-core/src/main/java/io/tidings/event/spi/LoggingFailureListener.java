package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.Subscription;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.SafeLog;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failure listener that logs each source of failures at most once per second. Sources are compared
 * by identity and referenced weakly. Thread-safe: {@code throttles} is guarded by its own monitor,
 * under which no code of a host runs.
 *
 * @contract FLT-07, FLT-09
 */
final class LoggingFailureListener implements FailureListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
  private static final long PAUSE_NANOS = 1_000_000_000L;

  /** The listener behind the default methods of {@link FailureListener}. */
  static final FailureListener SHARED = new LoggingFailureListener(System::nanoTime);

  private final Map<Source, Throttle> throttles = new HashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final LongSupplier nanoTime;

  LoggingFailureListener(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    log(subscription, "Selector of " + subscription.name(), event, failure, null);
  }

  @Override
  public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
    log(tap, "Tap " + tap.getClass().getName(), event, failure, null);
  }

  @Override
  public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
    log(subscription, "Handler " + subscription.name(), event, failure, noteOn(event));
  }

  @Override
  public void summarize() {
    List<String> summaries = new ArrayList<>();
    synchronized (throttles) {
      removeCollected(summaries);
      throttles.values().forEach(throttle -> throttle.summarize(summaries));
    }
    summaries.forEach(summary -> SafeLog.warn(LOG, summary, null));
  }

  /** Returns the text on the attempt to handle an event that is being reported, or null. */
  private static @Nullable String noteOn(DomainEvent event) {
    Attempt attempts = Attempt.current();
    Attempt.Call attempt = attempts == null ? null : attempts.call();
    return attempt == null || attempt.current() != event ? null : attempt.note();
  }

  private void log(
      Object source,
      String subject,
      @Nullable DomainEvent event,
      Throwable failure,
      @Nullable String note) {
    List<String> summaries = new ArrayList<>(0);
    long skipped = throttle(source, subject, summaries);
    summaries.forEach(summary -> SafeLog.warn(LOG, summary, null));
    if (skipped < 0) {
      return;
    }
    String what = event == null ? "" : " at " + event.kind().id() + " " + event.id();
    String which = note == null ? "" : " (" + note + ")";
    String more = skipped == 0 ? "" : " (" + skipped + " more since the last such warning)";
    SafeLog.warn(
        LOG,
        subject + " failed" + what + " with " + failure.getClass().getName() + which + more,
        failure);
  }

  /** Returns the number of warnings skipped before the one due now, or -1 if none is due. */
  private long throttle(Object source, String subject, List<String> summaries) {
    long now = nanoTime.getAsLong();
    Source key = new Source(source, collected);
    synchronized (throttles) {
      removeCollected(summaries);
      return throttles.computeIfAbsent(key, unseen -> new Throttle(now)).admit(now, subject);
    }
  }

  /** Removes the throttles of sources that no longer exist; adds what they have left out. */
  private void removeCollected(List<String> summaries) {
    for (Object stale = collected.poll(); stale != null; stale = collected.poll()) {
      Throttle removed = throttles.remove(stale);
      if (removed != null) {
        removed.summarize(summaries);
      }
    }
  }

  /** Weak key of a failure source, compared by identity. */
  private static final class Source extends WeakReference<Object> {
    private final int hash;

    Source(Object source, ReferenceQueue<Object> collected) {
      super(source, collected);
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

  /** Time of the next warning, and the number of warnings skipped since the last one. */
  private static final class Throttle {
    private long due;
    private long skipped;
    private String subject = "";

    Throttle(long now) {
      this.due = now;
    }

    long admit(long now, String subject) {
      if (now - due < 0) {
        skipped++;
        this.subject = subject;
        return -1;
      }
      long reported = skipped;
      due = now + PAUSE_NANOS;
      skipped = 0;
      return reported;
    }

    /** Adds a line about the skipped warnings, if there are any, and resets their number. */
    void summarize(List<String> summaries) {
      if (skipped > 0) {
        summaries.add(subject + ": " + skipped + " more failures since the last such warning");
        skipped = 0;
      }
    }
  }
}
