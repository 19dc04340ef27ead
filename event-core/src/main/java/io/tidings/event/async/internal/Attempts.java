package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
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

  /** Makes one attempt; returns whether the event is settled, false if another one follows. */
  boolean run(Work work, LogContext log) {
    EventHandler handler = target.handler().get();
    if (handler == null) {
      counts.discarded.add(work.count());
      return true;
    }
    work.beginAttempt();
    if (work.attempts() > 1) {
      counts.retried.add(work.count());
    }
    Throwable failure = call(work, handler, log);
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

  /** Calls the handler in the context of the event; reports its failure there and returns it. */
  private @Nullable Throwable call(Work work, EventHandler handler, LogContext log) {
    Attempt attempt =
        new Attempt(
            work.attempts(),
            work.failure(),
            work.isList() ? null : work.event(),
            groups,
            workers,
            work.earliestGroup(),
            null);
    Attempt.enter(attempt);
    EventContext.Handle context =
        (work.isList() ? target.outside() : EventContext.of(work.event())).open();
    try {
      log.set(work.isList() ? null : work.logContext());
      return failureOf(work, handler, attempt);
    } finally {
      close(context);
      Attempt.enter(null);
      Thread.interrupted();
    }
  }

  /** Closes a context, and those that the handler has left open over it. */
  private static void close(EventContext.Handle context) {
    try {
      context.close();
    } catch (IllegalStateException leftOpen) {
      // All of them are closed.
    }
  }

  private @Nullable Throwable failureOf(Work work, EventHandler handler, Attempt attempt) {
    try {
      handle(work, handler);
      return null;
    } catch (Throwable failure) {
      Throwable broken = decide(work, failure);
      String note = noteOn(work);
      for (Work each : work.all()) {
        report(each, failure, attempt, note);
      }
      if (broken != null) {
        Throwable wrapped = new IllegalStateException("the retry policy failed", broken);
        report(work, wrapped, attempt, null);
      }
      return failure;
    }
  }

  private static void handle(Work work, EventHandler handler) throws Exception {
    if (work.isList() && handler instanceof EventHandler.OfBatches lists) {
      lists.handle(work.all().stream().map(Work::event).toList());
    } else {
      handler.handle(work.event());
    }
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

  /** Reports the failure of an attempt, with the event current. */
  private void report(Work work, Throwable failure, Attempt attempt, @Nullable String note) {
    Attempt.enter(attempt.reporting(work.event(), note));
    EventContext.Handle context = EventContext.of(work.event()).open();
    try {
      report(work.event(), failure);
    } finally {
      close(context);
      Attempt.enter(attempt);
    }
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
