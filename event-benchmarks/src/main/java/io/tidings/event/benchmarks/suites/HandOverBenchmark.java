package io.tidings.event.benchmarks.suites;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.AsyncTap;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hand-over of a thousand events to an empty queue with a consuming thread. */
@State(Scope.Benchmark)
public class HandOverBenchmark {

  private static final int BURST = 1_000;

  private final DomainEvent event = JsonBenchmark.event();
  private final AsyncTap tap = AsyncTap.of(event -> {});
  private final ArrayBlockingQueue<DomainEvent> queue = new ArrayBlockingQueue<>(10_000);
  private final Thread consumer = new Thread(this::take);
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final EventBus bus = EventBus.create();
  private volatile long handled;

  @Setup
  public void open() {
    bus.subscribe(
        EventSelector.kind(event.kind()),
        SubscriptionOptions.named("benchmark")
            .async(
                AsyncOptions.defaults()
                    .executor(workers)
                    .parallelism(1)
                    .capacity(10_000)
                    .maxCharacters(Long.MAX_VALUE)),
        received -> handled = 1);
    consumer.setDaemon(true);
    consumer.start();
  }

  private void take() {
    try {
      while (true) {
        queue.take();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the queue is empty before the next burst. */
  @TearDown(Level.Invocation)
  public void empty() throws Exception {
    tap.flush(Duration.ofSeconds(10));
    bus.flush(Duration.ofSeconds(10));
    executor.submit(() -> {}).get();
    while (!queue.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @TearDown
  public void close() {
    consumer.interrupt();
    bus.close();
    workers.shutdown();
    executor.shutdown();
    tap.close(Duration.ofSeconds(10));
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void asyncTap() {
    for (int i = 0; i < BURST; i++) {
      tap.onEvent(event);
    }
  }

  /** Emits to an asynchronous subscription. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void subscription() {
    for (int i = 0; i < BURST; i++) {
      bus.emit(event);
    }
  }

  /** Passes a task for each event to an executor with one thread. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void execute() {
    for (int i = 0; i < BURST; i++) {
      executor.execute(() -> handled = 1);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public boolean arrayBlockingQueue() {
    boolean accepted = true;
    for (int i = 0; i < BURST; i++) {
      accepted &= queue.offer(event);
    }
    return accepted;
  }
}
