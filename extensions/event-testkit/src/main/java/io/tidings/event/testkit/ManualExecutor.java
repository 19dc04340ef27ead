package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * An executor that runs nothing until a test says so, and then on the test's own thread.
 *
 * <pre>{@code
 * Executor executor = EventContext.propagating(manual);
 * executor.execute(() -> bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED)));
 * manual.runAll();
 * }</pre>
 *
 * <p>Tasks run in the order they were handed in, in the context of whoever runs them unless they
 * carry one. Thread-safe.
 */
public final class ManualExecutor implements Executor {

  /** How many tasks {@link #runAll} runs at most. */
  public static final int MAX_RUN = 100_000;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** Creates an executor without a task. */
  public ManualExecutor() {}

  @Override
  public void execute(Runnable task) {
    tasks.add(requireNonNull(task, "task"));
  }

  /**
   * Runs the oldest task that has not been run. What it throws is thrown on.
   *
   * @return whether there was one
   */
  public boolean runNext() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /**
   * Runs every task, also those handed in meanwhile, until none is left. What a task throws is
   * thrown on, and the tasks after it are left.
   *
   * @return how many were run
   * @throws IllegalStateException if there is still a task after {@value #MAX_RUN}: one that hands
   *     in another for ever is better run by {@link #runNext}
   */
  public int runAll() {
    int run = 0;
    while (run < MAX_RUN && runNext()) {
      run++;
    }
    if (pending() > 0) {
      throw new IllegalStateException(
          "after %s tasks there are still %s; do they hand in one another?"
              .formatted(run, pending()));
    }
    return run;
  }

  /** Returns how many tasks have not been run. */
  public int pending() {
    return tasks.size();
  }
}
