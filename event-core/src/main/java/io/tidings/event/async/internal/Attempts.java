package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.async.DeadLetter;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.FatalErrors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to handle the events of one subscription, and what follows from their failures. No
 * failure of a host's code leaves {@link #run}. Thread-safe.
 *
 * @contract SUB-03, SUB-04, SUB-05
 */
final class Attempts {

  private final RetryPolicy retries;
  private final @Nullable DeadLetterHandler dead;
  private final Target target;
  private final FlushGroups groups;
  private final Counts counts;
  private final Workers workers;

  Attempts(Settings settings, Target target, FlushGroups groups, Counts counts, Workers workers) {
    this.retries = settings.retries();
    this.dead = settings.dead();
    this.target = target;
    this.groups = groups;
    this.counts = counts;
    this.workers = workers;
  }

  /** Opens the context of the calling thread's attempts. */
  CallContext open() {
    return new CallContext(Attempt.open(groups, workers), target.context().get());
  }

  /** Makes one attempt; returns whether the event is settled, false if another one follows. */
  boolean run(Work work, CallContext context) {
    EventHandler handler = target.handler().get();
    if (handler == null) {
      counts.discarded.add(work.count());
      return true;
    }
    work.beginAttempt();
    if (work.attempts() > 1) {
      counts.retried.add(work.count());
    }
    Throwable failure = call(work, handler, context);
    if (failure == null) {
      counts.delivered.add(work.count());
      return true;
    }
    if (!work.isRetried()) {
      work.all().forEach(each -> bury(each, work.attempts(), failure));
      return true;
    }
    workers.later(
        work, retries.delay(work.attempts(), ThreadLocalRandom.current()::nextDouble).toNanos());
    return false;
  }

  /** Calls the handler in the context of the event; reports its failure and returns it. */
  private @Nullable Throwable call(Work work, EventHandler handler, CallContext context) {
    try {
      context.enter(work);
      handle(work, handler);
      return null;
    } catch (Throwable failure) {
      context.leave();
      report(work, failure, context);
      return failure;
    } finally {
      context.leave();
    }
  }

  private static void handle(Work work, EventHandler handler) throws Exception {
    if (work.isList() && handler instanceof EventHandler.OfBatches lists) {
      lists.handle(work.all().stream().map(Work::event).toList());
    } else {
      handler.handle(work.event());
    }
  }

  /** Decides what follows from a failure, and reports it for each event. */
  private void report(Work work, Throwable failure, CallContext context) {
    Throwable before = work.failure();
    Throwable broken = decide(work, failure);
    String note = noteOn(work);
    for (Work each : work.all()) {
      context.enter(failed(work, each.event(), before, note), each.event());
      report(each.event(), failure);
    }
    if (broken != null) {
      context.enter(failed(work, work.event(), before, null), work.event());
      report(work.event(), new IllegalStateException("the retry policy failed", broken));
    }
  }

  private static FailedAttempt failed(
      Work work, DomainEvent event, @Nullable Throwable before, @Nullable String note) {
    return new FailedAttempt(event, work.group(), work.attempts(), before, note);
  }

  /** Decides whether another attempt follows; returns what the policy throws, or null. */
  private @Nullable Throwable decide(Work work, Throwable failure) {
    try {
      work.failed(
          failure, !FatalErrors.isFatal(failure) && retries.isRetried(work.attempts(), failure));
      return null;
    } catch (Throwable another) {
      work.failed(failure, false);
      return another;
    }
  }

  /** An attempt whose failure is being reported. */
  private record FailedAttempt(
      Object current,
      @Nullable Object group,
      int attempts,
      @Nullable Throwable failure,
      @Nullable String note)
      implements Attempt.Call {}

  /** Returns the number of an attempt that has failed and what follows, for a log. */
  private @Nullable String noteOn(Work work) {
    String number = "attempt %s of %s".formatted(work.attempts(), retries.attempts());
    if (work.isRetried()) {
      return number;
    }
    String end = dead == null ? "the last" : "dead letter";
    return retries.attempts() > 1 ? number + ", " + end : dead == null ? null : end;
  }

  /** Ends the attempts to handle an event. */
  private void bury(Work work, int made, Throwable failure) {
    if (dead == null) {
      counts.failed.increment();
      return;
    }
    counts.dead.increment();
    try {
      dead.handle(
          new DeadLetter(
              work.event(), target.subscription().name(), made, failure, () -> redriven(work)));
    } catch (Throwable another) {
      counts.dead.decrement();
      counts.failed.increment();
      report(work.event(), new IllegalStateException("the dead-letter handler failed", another));
    }
  }

  private boolean redriven(Work work) {
    boolean queued = workers.again(work);
    if (queued) {
      counts.dead.decrement();
    }
    return queued;
  }

  /** Reports a failure; discards what the listener throws. */
  void report(DomainEvent event, Throwable failure) {
    try {
      target.failures().handlerFailed(event, target.subscription(), failure);
    } catch (Throwable another) {
      // The failure is counted.
    }
  }
}
