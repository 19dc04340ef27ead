package io.tidings.event.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidings.event.BusDescription;
import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.spi.EventTap;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Fixture of one test of the contract: buses of the factory, notes, log and threads. */
final class Workbench implements AutoCloseable {

  private static final int LONGEST_WAIT_SECONDS = 5;

  /** The time that a bus has at the end of a test; its events are of no interest then. */
  private static final Duration SHORT = Duration.ofMillis(50);

  /** The calls of listeners. */
  final Notes notes = new Notes();

  /** The failures reported by the buses created with {@link #setup()}. */
  final FailureNotes failures = new FailureNotes();

  private final Function<BusSetup, @Nullable EventBus> factory;
  private final List<EventBus> created = new ArrayList<>();
  private @Nullable LogCapture log;

  Workbench(Function<BusSetup, @Nullable EventBus> factory) {
    this.factory = factory;
  }

  /** Returns the default setup with {@link #failures} as failure listener. */
  BusSetup setup() {
    return BusSetup.defaults().withFailureListener(failures);
  }

  EventBus bus() {
    return bus(setup());
  }

  EventBus bus(DispatchOrder order) {
    return bus(setup().withOrder(order));
  }

  EventBus bus(EventTap... taps) {
    return bus(setup().withTaps(taps));
  }

  EventBus bus(BusSetup setup) {
    if (created.isEmpty()) {
      created.add(checked(BusSetup.defaults()));
    }
    EventBus bus = checked(setup);
    created.add(bus);
    return bus;
  }

  private EventBus checked(BusSetup setup) {
    EventBus bus = factory.apply(setup);
    if (bus == null) {
      return fail("create returned null; return a new bus for each setup");
    }
    if (created.stream().anyMatch(earlier -> earlier == bus)) {
      return fail("create returned the same bus twice; return a new bus for each call");
    }
    return bus;
  }

  /** Returns the capture of this thread's warnings, opened at the first call. */
  LogCapture log() {
    if (log == null) {
      log = LogCapture.ofCurrentThread();
    }
    return log;
  }

  /** Runs a task on another thread and waits for its result; fails after five seconds. */
  static <T extends @Nullable Object> T elsewhere(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    start(future);
    try {
      return future.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      future.cancel(true);
      throw new AssertionError("another thread was blocked", late);
    } catch (ExecutionException failure) {
      throw new AssertionError("another thread failed", failure.getCause());
    }
  }

  /** Runs a task on several threads concurrently, and waits for all of them. */
  static void inParallel(int threads, Numbered task) throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    List<FutureTask<Boolean>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      FutureTask<Boolean> future =
          new FutureTask<>(
              () -> {
                ready.countDown();
                ready.await();
                task.run(number);
                return true;
              });
      start(future);
      running.add(future);
    }
    for (FutureTask<Boolean> future : running) {
      assertThat(future.get(8 * LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "event-bus-contract");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Ends the log capture and closes every created bus. Verifies that the numbers of each
   * subscription account for all of its events.
   */
  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
    List<BusDescription> descriptions = created.stream().map(EventBus::describe).toList();
    created.forEach(bus -> bus.close(SHORT));
    for (BusDescription description : descriptions) {
      assertThat(description.subscriptions())
          .as("numbers of each subscription after the test, by SUB-06")
          .allMatch(each -> each.metrics().accounted() == each.metrics().matching());
    }
  }

  /** A task that is given the number of its thread. */
  interface Numbered {

    /** Runs the task on the thread with a number, counted from 0. */
    void run(int number) throws Exception;
  }

  /**
   * Parameter resolver of {@link Workbench}, which is closed after the test: before JUnit 5.13 a
   * store does not close it.
   */
  static final class Resolver implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace OURS =
        ExtensionContext.Namespace.create(Resolver.class);

    Resolver() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == Workbench.class;
    }

    @Override
    public Workbench resolveParameter(ParameterContext parameter, ExtensionContext test) {
      EventBusContract suite = (EventBusContract) test.getRequiredTestInstance();
      Workbench bench = new Workbench(suite::create);
      test.getStore(OURS).put(Workbench.class, bench);
      return bench;
    }

    @Override
    public void afterEach(ExtensionContext test) {
      Workbench bench = test.getStore(OURS).remove(Workbench.class, Workbench.class);
      if (bench != null) {
        bench.close();
      }
    }
  }
}
