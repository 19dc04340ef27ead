package io.tidings.event.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.spi.EventTap;
import io.tidings.event.testkit.internal.LogCapture;
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

/** What one test of the contract works with: buses of the factory, notes, the log, threads. */
final class Workbench implements AutoCloseable {

  private static final int LONGEST_WAIT_SECONDS = 5;

  /** What listeners heard, in order. */
  final Notes notes = new Notes();

  /** What the buses made with {@link #setup()} told their failure listener. */
  final FailureNotes failures = new FailureNotes();

  private final Function<BusSetup, @Nullable EventBus> factory;
  private final List<EventBus> made = new ArrayList<>();
  private @Nullable LogCapture log;

  Workbench(Function<BusSetup, @Nullable EventBus> factory) {
    this.factory = factory;
  }

  /** Returns the setup of the buses made here: all defaults, but failures are noted. */
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
    if (made.isEmpty()) {
      made.add(checked(BusSetup.defaults()));
    }
    EventBus bus = checked(setup);
    made.add(bus);
    return bus;
  }

  private EventBus checked(BusSetup setup) {
    EventBus bus = factory.apply(setup);
    if (bus == null) {
      return fail("create returned null; return a new bus for each setup");
    }
    if (made.stream().anyMatch(earlier -> earlier == bus)) {
      return fail("create returned the same bus twice; return a new bus for each call");
    }
    return bus;
  }

  /** Returns what this thread logs from the first call on. */
  LogCapture log() {
    if (log == null) {
      log = LogCapture.ofCurrentThread();
    }
    return log;
  }

  /** Runs a task on another thread and waits for its result; fails if that takes too long. */
  static <T extends @Nullable Object> T elsewhere(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    start(future);
    try {
      return future.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      future.cancel(true);
      throw new AssertionError("another thread could not go on", late);
    } catch (ExecutionException failure) {
      throw new AssertionError("another thread failed", failure.getCause());
    }
  }

  /** Runs a task on several threads at once, each with its number, and waits for all. */
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

  /** Lets go of the log and closes every bus that was made. */
  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
    made.forEach(EventBus::close);
  }

  /** A task that knows which of several threads it runs on. */
  interface Numbered {

    /** Does the work of thread {@code number}, counted from 0. */
    void run(int number) throws Exception;
  }
}
