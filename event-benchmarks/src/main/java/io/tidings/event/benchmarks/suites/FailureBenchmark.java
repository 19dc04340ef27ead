package io.tidings.event.benchmarks.suites;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Emits to ten callbacks, of which the fifth always throws; failures are counted. */
@State(Scope.Benchmark)
public class FailureBenchmark {

  private final DomainEvent event = Handlers.event();
  private final Counter counter = new Counter();
  private final EventBus bus = EventBus.builder().failureListener(counter).build();
  private final com.google.common.eventbus.EventBus guava =
      new com.google.common.eventbus.EventBus((failure, context) -> counter.failed++);
  private EventHandler[] handlers;

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
    handlers = Handlers.create(10);
    handlers[4] = new Failing();
    for (EventHandler handler : handlers) {
      bus.subscribe(Handlers.KIND, handler);
      guava.register(handler);
    }
  }

  @Benchmark
  public int loopThatCatches() {
    for (EventHandler handler : handlers) {
      try {
        handler.handle(event);
      } catch (Exception failure) {
        counter.failed++;
      }
    }
    return handlers.length;
  }

  @Benchmark
  public EmitResult bus() {
    return bus.emit(event);
  }

  @Benchmark
  public void guava() {
    guava.post(event);
  }

  /** Handler that always throws. */
  public static final class Failing extends Handlers.SummingHandler {
    private final RuntimeException failure = new IllegalStateException("on purpose");

    @Override
    public void handle(DomainEvent event) {
      throw failure;
    }
  }

  private static final class Counter implements FailureListener {
    private long failed;

    @Override
    public void selectorFailed(DomainEvent event, Subscription by, Throwable failure) {
      failed++;
    }

    @Override
    public void tapFailed(@Nullable DomainEvent event, EventTap tap, Throwable failure) {
      failed++;
    }

    @Override
    public void handlerFailed(DomainEvent event, Subscription by, Throwable failure) {
      failed++;
    }

    @Override
    public void rejected(DomainEvent event, String reason) {
      failed++;
    }
  }
}
