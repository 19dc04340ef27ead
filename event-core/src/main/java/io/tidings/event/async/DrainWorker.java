package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.BatchTap;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Task of the worker thread of an {@link AsyncTap}. {@link #run} is confined to that thread; the
 * other methods are thread-safe.
 */
final class DrainWorker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncTap.class);

  private final EventTap delegate;
  private final EventQueue queue;
  private final FailureListener failures;
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<@Nullable Deadline> closeDeadline = new AtomicReference<>();

  /** True if the delegate had processed all events when it was closed. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  DrainWorker(EventTap delegate, EventQueue queue, FailureListener failures) {
    this.delegate = delegate;
    this.queue = queue;
    this.failures = failures;
  }

  @Override
  public void run() {
    try {
      drain();
    } catch (Throwable failure) {
      SafeLog.error(LOG, "Worker of " + name() + " ended; further events are dropped", failure);
      FatalErrors.rethrow(failure);
    } finally {
      queue.end();
      end.complete(closeDelegate() && queue.pending() == 0);
      summarize();
    }
  }

  private void drain() {
    @Nullable DomainEvent[] batch = queue.newBatch();
    for (int count = queue.take(batch); count >= 0; count = queue.take(batch)) {
      if (count > 0 && delegate instanceof BatchTap batches) {
        deliver(batches, batch, count);
      } else {
        deliver(batch, count);
      }
      report(0);
    }
    report(0);
  }

  private void summarize() {
    try {
      failures.summarize();
    } catch (Throwable unreported) {
      // The failures are counted.
    }
  }

  private String name() {
    return delegate.getClass().getName();
  }

  private void deliver(@Nullable DomainEvent[] batch, int count) {
    for (int i = 0; i < count; i++) {
      deliver(batch[i]);
      queue.settle(batch, i, i + 1);
      report(1);
    }
  }

  /** Passes a batch to the delegate; a failure is reported for each event. */
  private void deliver(BatchTap batches, @Nullable DomainEvent[] batch, int count) {
    try {
      batches.onEvents(Stream.of(batch).limit(count).map(Objects::requireNonNull).toList());
    } catch (Throwable failure) {
      for (int i = 0; i < count; i++) {
        failed.incrementAndGet();
        reportFailure(batch[i], failure);
      }
    } finally {
      Thread.interrupted();
      queue.settle(batch, 0, count);
      report(count);
    }
  }

  /** Passes one event to the delegate; no failure ends the worker. */
  private void deliver(@Nullable DomainEvent event) {
    try {
      if (event != null) {
        process(event);
      }
    } catch (Throwable failure) {
      failed.incrementAndGet();
    } finally {
      Thread.interrupted();
    }
  }

  /** Calls the delegate with the event current; closes contexts that it leaves open. */
  private void process(DomainEvent event) {
    EventContext.Handle context = EventContext.of(event).open();
    try {
      delegate.onEvent(event);
    } catch (Throwable failure) {
      failed.incrementAndGet();
      reportFailure(event, failure);
    } finally {
      close(context);
    }
  }

  private static void close(EventContext.Handle context) {
    try {
      context.close();
    } catch (IllegalStateException leftOpen) {
      // The delegate left a context open; it is closed now.
    }
  }

  private boolean closeDelegate() {
    Deadline deadline = closeDeadline.get();
    try {
      return delegate.close(deadline == null ? Duration.ZERO : deadline.left());
    } catch (Throwable failure) {
      reportFailure(null, failure);
      return false;
    }
  }

  /** Reports a failure; a fatal error also to the thread's handler of uncaught exceptions. */
  private void reportFailure(@Nullable DomainEvent event, Throwable failure) {
    try {
      failures.tapFailed(event, delegate, failure);
    } catch (Throwable another) {
      // The failure is counted.
    }
    try {
      if (FatalErrors.isFatal(failure)) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
      }
    } catch (Throwable another) {
      // The failure is counted.
    }
  }

  private void report(int settled) {
    try {
      long dropped = queue.droppedToReport(settled);
      if (dropped > 0) {
        SafeLog.warn(
            LOG, "Dropped " + dropped + " events: the queue of " + name() + " was full", null);
      }
    } catch (Throwable another) {
      // The dropped events are counted.
    }
  }

  void closeWithin(Deadline deadline) {
    closeDeadline.compareAndSet(null, deadline);
  }

  /** Waits for the end; returns whether the worker ended and all events were processed. */
  boolean awaitEnd(Duration timeout) {
    try {
      return end.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException running) {
      return false;
    }
  }

  long failed() {
    return failed.get();
  }
}
