package io.tidings.event;

import io.tidings.event.async.internal.WorkTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Timer whose time a test moves. */
final class VirtualTimer implements WorkTimer {

  private record Task(Runnable action, long due) {}

  private final List<Task> tasks = new ArrayList<>();
  private long now;

  @Override
  public Runnable schedule(Runnable action, long nanos) {
    Task task = new Task(action, now + nanos);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void stop() {
    tasks.clear();
  }

  int size() {
    return tasks.size();
  }

  /** Moves the time and runs what is due by then, in its order. */
  void advance(Duration time) {
    long end = now + time.toNanos();
    for (Task next = next(end); next != null; next = next(end)) {
      tasks.remove(next);
      now = next.due;
      next.action.run();
    }
    now = end;
  }

  private @Nullable Task next(long end) {
    return tasks.stream()
        .filter(task -> task.due <= end)
        .min(Comparator.comparingLong(Task::due))
        .orElse(null);
  }
}
