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
      counts.discarded.increment();
      return true;
    }
    work.beginAttempt();
    if (work.attempts() > 1) {
      counts.retried.increment();
    }
    Throwable failure = call(work, handler, context);
    if (failure == null) {
      counts.delivered.increment();
      return true;
    }
    work.failed(failure);
    return !isRetried(work, failure) && buried(work, failure);
  }

  /** Calls the handler in the context of the event; reports its failure there and returns it. */
  private @Nullable Throwable call(Work work, EventHandler handler, CallContext context) {
    try {
      context.enter(work);
      return failureOf(work, handler);
    } finally {
      context.leave();
    }
  }

  private @Nullable Throwable failureOf(Work work, EventHandler handler) {
    try {
      handler.handle(work.event());
      return null;
    } catch (Throwable failure) {
      report(work.event(), failure);
      return failure;
    }
  }

  private boolean isRetried(Work work, Throwable failure) {
    try {
      if (FatalErrors.isFatal(failure) || !retries.isRetried(work.attempts(), failure)) {
        return false;
      }
    } catch (Throwable another) {
      report(work.event(), new IllegalStateException("the retry policy failed", another));
      return false;
    }
    workers.later(
        work, retries.delay(work.attempts(), ThreadLocalRandom.current()::nextDouble).toNanos());
    return true;
  }

  /** Ends the attempts; returns true. */
  private boolean buried(Work work, Throwable failure) {
    if (dead == null) {
      counts.failed.increment();
      return true;
    }
    counts.dead.increment();
    try {
      dead.handle(
          new DeadLetter(
              work.event(),
              target.subscription().name(),
              work.attempts(),
              failure,
              () -> redriven(work)));
    } catch (Throwable another) {
      counts.dead.decrement();
      counts.failed.increment();
      report(work.event(), new IllegalStateException("the dead-letter handler failed", another));
    }
    return true;
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
