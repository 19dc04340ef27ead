package io.tidings.event.store.internal.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventContext;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.store.delivery.AsyncDeliveryHandler;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The handler calls of one consumer: tasks that take events from a window until there is none.
 * Thread-safe.
 *
 * @contract DLV-02, DLV-03, DLV-13
 */
final class Workers {

  private static final long IDLE_SECONDS = 10;

  /** The outcome of a call that has ended with success. */
  private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

  private final AsyncDeliveryHandler handler;
  private final int parallelism;
  private final boolean isPipelining;
  private final Executor executor;
  private final @Nullable ExecutorService own;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger pending = new AtomicInteger();
  private volatile boolean isAbandoned;

  Workers(Settings settings, AsyncDeliveryHandler handler) {
    this.handler = handler;
    this.isPipelining = settings.options().isPipelining();
    this.parallelism = settings.options().parallelism();
    Executor given = settings.options().executor().orElse(null);
    this.own = given == null ? threads(settings.name(), parallelism) : null;
    this.executor = given != null ? given : requireNonNull(own);
  }

  /** Returns a handler whose work has ended when its call has. */
  static AsyncDeliveryHandler ending(DeliveryHandler handler) {
    return attempt -> {
      handler.handle(attempt);
      return DONE;
    };
  }

  private static ExecutorService threads(String name, int parallelism) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            parallelism,
            parallelism,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread =
                  new Thread(task, "tidings-delivery-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Starts as many tasks as there are events to be taken. */
  void start(Window window) {
    for (int ready = window.ready(); ready > 0; ready--) {
      if (running.incrementAndGet() > parallelism) {
        running.decrementAndGet();
        return;
      }
      try {
        executor.execute(() -> work(window));
      } catch (Throwable rejected) {
        running.decrementAndGet();
        throw rejected;
      }
    }
  }

  private void work(Window window) {
    Throwable fatal = null;
    try {
      Item item = window.take();
      while (item != null && fatal == null) {
        fatal = attempt(window, item);
        item = fatal == null ? window.take() : null;
      }
    } finally {
      running.decrementAndGet();
    }
    if (fatal != null) {
      FatalErrors.passOn(fatal);
    } else if (window.isAvailable()) {
      start(window);
    }
  }

  /** Makes an attempt; returns its failure if that is a fatal error. */
  private @Nullable Throwable attempt(Window window, Item item) {
    Object result = call(item);
    if (result instanceof CompletionStage<?> stage && stage != DONE) {
      await(window, item, stage);
      return null;
    }
    Throwable failure = result instanceof Throwable thrown ? thrown : null;
    settle(window, item, failure);
    return failure != null && FatalErrors.isFatal(failure) ? failure : null;
  }

  private void settle(Window window, Item item, @Nullable Throwable failure) {
    if (!isAbandoned) {
      window.settle(item, failure);
    }
  }

  /** Settles an event when the work on it ends. */
  private void await(Window window, Item item, CompletionStage<?> stage) {
    pending.incrementAndGet();
    if (isPipelining) {
      window.begun(item);
    }
    CompletionStage<?> unused =
        stage.whenComplete((result, failure) -> ended(window, item, failure));
  }

  private void ended(Window window, Item item, @Nullable Throwable failure) {
    try {
      boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
      settle(window, item, isWrapped ? requireNonNull(failure).getCause() : failure);
    } finally {
      pending.decrementAndGet();
    }
    if (window.isAvailable()) {
      start(window);
    }
  }

  /** Calls the handler; returns the stage of its work, or its failure. */
  private Object call(Item item) {
    EventSource.Entry entry = requireNonNull(item.entry);
    Attempt attempts = Attempt.open(this, this);
    attempts.set(new Call(entry.event(), item.attempts, item.failure));
    EventContext.Handle context = EventContext.of(entry.event()).open();
    try {
      return requireNonNull(
          handler.handle(
              new DeliveryAttempt(
                  entry.event(), entry.seq(), entry.receivedAt(), item.attempts, item.failure)),
          "the handler has returned null instead of a stage");
    } catch (Throwable failure) {
      return failure;
    } finally {
      close(context);
      attempts.close();
      boolean unused = Thread.interrupted();
    }
  }

  /** The call of the handler, for {@link EventContext#attempt}. */
  private record Call(Object current, int attempts, @Nullable Throwable failure)
      implements Attempt.Call {

    @Override
    public @Nullable Object group() {
      return null;
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

  /** Returns whether the calling thread handles an event of this consumer. */
  boolean isHandling() {
    Attempt attempt = Attempt.current();
    return attempt != null && attempt.subscription() == this;
  }

  /** Returns whether no task is running and no work is pending. */
  boolean isIdle() {
    return running.get() == 0 && pending.get() == 0;
  }

  /** Interrupts the calls in progress, whose outcomes have no effect any more. */
  void abandon() {
    isAbandoned = true;
    if (own != null) {
      own.shutdownNow();
    }
  }

  void end() {
    if (own != null) {
      own.shutdown();
    }
  }
}
