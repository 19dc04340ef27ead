package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Executor that queues tasks until a test runs them on its own thread.
 *
 * <pre>{@code
 * Executor executor = EventContext.propagating(manual);
 * executor.execute(() -> bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED)));
 * manual.runAll();
 * }</pre>
 *
 * <p>Tasks run in the order of {@link #execute}, in the context of the running thread unless they
 * were wrapped with another. Thread-safe.
 */
public final class ManualExecutor implements Executor {

  /** The largest number of tasks that {@link #runAll} runs: 100,000. */
  public static final int MAX_RUN = 100_000;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Creates an executor without tasks. */
  public ManualExecutor() {}

  /**
   * Queues a task.
   *
   * @throws NullPointerException if {@code task} is null
   */
  @Override
  public void execute(Runnable task) {
    tasks.add(requireNonNull(task, "task"));
  }

  /**
   * Runs the oldest queued task. Its exceptions are passed to the caller.
   *
   * @return whether there was a task
   */
  public boolean runNext() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /**
   * Runs all queued tasks, including those queued meanwhile. An exception of a task is passed to
   * the caller, and the tasks after it stay queued.
   *
   * @return the number of tasks run
   * @throws IllegalStateException if tasks are still queued after {@value #MAX_RUN}; run tasks that
   *     queue further ones without end with {@link #runNext}
   */
  public int runAll() {
    int run = 0;
    while (run < MAX_RUN && runNext()) {
      run++;
    }
    if (pending() > 0) {
      throw new IllegalStateException(
          "%s tasks were run and %s are still queued; run tasks that queue further ones with runNext"
              .formatted(run, pending()));
    }
    return run;
  }

  /** Returns the number of queued tasks. */
  public int pending() {
    return tasks.size();
  }
}
