package io.tidings.event.benchmarks.suites;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.AsyncTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Hand-over of events to one consuming thread, from the first event of a burst to the return of the
 * handler for the last one. All queues have room for a burst, so no emitter waits for room and none
 * is ahead by more than that; every handler does the same work.
 */
@State(Scope.Benchmark)
public class HandOverBenchmark {

  private static final int BURST = 10_000;
  private static final int CAPACITY = 16_384;
  private static final int SESSIONS = 1_000;

  /** Counts events, for one thread, and releases a permit after each burst. */
  @Listener(references = References.Strong)
  public static final class Counter {

    private final Semaphore bursts = new Semaphore(0);
    private long handled;

    @Subscribe
    @AllowConcurrentEvents
    @Handler
    public void handle(DomainEvent event) {
      handled++;
      if (handled % BURST == 0) {
        bursts.release();
      }
    }

    void await() throws InterruptedException {
      if (!bursts.tryAcquire(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("not all events of a burst were handled within a minute");
      }
    }
  }

  private final List<DomainEvent> events = events(1);
  private final List<DomainEvent> ofSessions = events(SESSIONS);
  private final Counter counter = new Counter();
  private final AsyncTap tap =
      AsyncTap.builder(counter::handle).capacity(CAPACITY).maxCharacters(Integer.MAX_VALUE).build();
  private final ArrayBlockingQueue<DomainEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Thread consumer = new Thread(this::take);
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final EventBus bus = EventBus.create();
  private final EventBus synchronousBus = EventBus.create();
  private final AsyncEventBus guavaBus = new AsyncEventBus(executor);
  private final MBassador<DomainEvent> mbassadorBus =
      new MBassador<>(
          new BusConfiguration()
              .addPublicationErrorHandler(
                  error -> {
                    throw new IllegalStateException(error.toString());
                  })
              .addFeature(Feature.SyncPubSub.Default())
              .addFeature(Feature.AsynchronousHandlerInvocation.Default(1, 1))
              .addFeature(
                  Feature.AsynchronousMessageDispatch.Default().setNumberOfMessageDispatchers(1)));

  private static List<DomainEvent> events(int sessions) {
    DomainEvent template = JsonBenchmark.event();
    List<DomainEvent> events = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      events.add(
          DomainEvent.root(template.kind())
              .sessionId("session-" + i % sessions)
              .detail("files_changed", 3)
              .detail("reason", "all required validations have passed")
              .build());
    }
    return events;
  }

  @Setup
  public void open() {
    EventSelector selector = EventSelector.kind(events.get(0).kind());
    bus.subscribe(
        selector,
        SubscriptionOptions.named("benchmark")
            .async(
                AsyncOptions.defaults()
                    .executor(executor)
                    .parallelism(1)
                    .capacity(CAPACITY)
                    .maxCharacters(Long.MAX_VALUE)),
        counter::handle);
    synchronousBus.subscribe(selector, counter::handle);
    guavaBus.register(counter);
    mbassadorBus.subscribe(counter);
    consumer.setDaemon(true);
    consumer.start();
  }

  private void take() {
    try {
      while (true) {
        counter.handle(queue.take());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  @TearDown
  public void close() {
    consumer.interrupt();
    bus.close();
    synchronousBus.close();
    mbassadorBus.shutdown();
    executor.shutdown();
    tap.close(Duration.ofSeconds(10));
  }

  private void handOver(List<DomainEvent> burst, Consumer<DomainEvent> emit)
      throws InterruptedException {
    for (DomainEvent event : burst) {
      emit.accept(event);
    }
    counter.await();
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void asyncTap() throws InterruptedException {
    handOver(events, tap::onEvent);
  }

  /** Emits to an asynchronous subscription. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void subscription() throws InterruptedException {
    handOver(events, bus::emit);
  }

  /** Emits to the same subscription, events of many sessions. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void sessions() throws InterruptedException {
    handOver(ofSessions, bus::emit);
  }

  /** Emits to a synchronous subscription. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void synchronous() throws InterruptedException {
    handOver(events, synchronousBus::emit);
  }

  /** Passes a task for each event to an executor with one thread. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void execute() throws InterruptedException {
    handOver(events, event -> executor.execute(() -> counter.handle(event)));
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void guava() throws InterruptedException {
    handOver(events, guavaBus::post);
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void mbassador() throws InterruptedException {
    handOver(events, mbassadorBus::publishAsync);
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void arrayBlockingQueue() throws InterruptedException {
    for (DomainEvent event : events) {
      queue.put(event);
    }
    counter.await();
  }
}
