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
import java.util.Arrays;
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
 * What the one thread of an {@link AsyncTap} does. {@link #run} is confined to that thread; the
 * rest is thread-safe.
 */
final class Writer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncTap.class);

  private final EventTap delegate;
  private final HandOver handOver;
  private final FailureListener failures;
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<@Nullable Deadline> closeDeadline = new AtomicReference<>();

  /** Whether nothing was left in the delegate when it was closed. */
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  Writer(EventTap delegate, HandOver handOver, FailureListener failures) {
    this.delegate = delegate;
    this.handOver = handOver;
    this.failures = failures;
  }

  @Override
  public void run() {
    @Nullable DomainEvent[] batch = handOver.newBatch();
    for (int count = handOver.take(batch); count >= 0; count = handOver.take(batch)) {
      if (count > 0 && delegate instanceof BatchTap batches) {
        deliver(batches, batch, count);
      } else {
        deliver(batch, count);
      }
      report(0);
    }
    report(0);
    end.complete(closeDelegate());
  }

  private void deliver(@Nullable DomainEvent[] batch, int count) {
    for (int i = 0; i < count; i++) {
      deliver(batch[i]);
      batch[i] = null;
      handOver.settled();
      report(1);
    }
  }

  /** All at once; what the delegate throws is told for each. */
  private void deliver(BatchTap batches, @Nullable DomainEvent[] batch, int count) {
    try {
      batches.onEvents(Stream.of(batch).limit(count).map(Objects::requireNonNull).toList());
    } catch (Throwable failure) {
      for (int i = 0; i < count; i++) {
        failed.incrementAndGet();
        tell(batch[i], failure);
      }
    } finally {
      Thread.interrupted();
      Arrays.fill(batch, null);
      for (int i = 0; i < count; i++) {
        handOver.settled();
      }
      report(count);
    }
  }

  /** Nothing ends the writer: neither the delegate nor a lack of memory around it. */
  private void deliver(@Nullable DomainEvent event) {
    try {
      if (event != null) {
        hear(event);
      }
    } catch (Throwable noRoom) {
      failed.incrementAndGet();
    } finally {
      Thread.interrupted();
    }
  }

  /** The event is the thread's current one meanwhile; what the delegate leaves open is closed. */
  private void hear(DomainEvent event) {
    EventContext.Handle context = EventContext.of(event).open();
    try {
      delegate.onEvent(event);
    } catch (Throwable failure) {
      failed.incrementAndGet();
      tell(event, failure);
    } finally {
      close(context);
    }
  }

  private static void close(EventContext.Handle context) {
    try {
      context.close();
    } catch (IllegalStateException leftOpen) {
      // The delegate left something open; it is closed now.
    }
  }

  private boolean closeDelegate() {
    Deadline deadline = closeDeadline.get();
    try {
      return delegate.close(deadline == null ? Duration.ZERO : deadline.left());
    } catch (Throwable failure) {
      tell(null, failure);
      return false;
    }
  }

  /**
   * A fatal error has no emitter to surface at; it goes where those of any thread go. Whoever is
   * told may hurt nobody.
   */
  private void tell(@Nullable DomainEvent event, Throwable failure) {
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
      long losses = handOver.lossesToReport(settled);
      if (losses > 0) {
        String delegates = delegate.getClass().getName();
        SafeLog.warn(
            LOG, losses + " events lost: the queue before " + delegates + " was full", null);
      }
    } catch (Throwable unreported) {
      // The losses are counted.
    }
  }

  void closeWithin(Deadline deadline) {
    closeDeadline.compareAndSet(null, deadline);
  }

  /** Waits for the end; tells whether it has come and nothing was left. */
  boolean awaitEnd(Duration timeout) {
    try {
      return end.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    }
  }

  long failed() {
    return failed.get();
  }
}
