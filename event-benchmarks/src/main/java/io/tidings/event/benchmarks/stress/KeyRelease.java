package io.tidings.event.benchmarks.stress;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The release of a key by its only event against an emit of another with the same key, while a
 * second task may run.
 */
class KeyRelease extends BusRace {

  private final Handled handled;

  KeyRelease() {
    this(2, new Handled());
  }

  KeyRelease(int parallelism, Handled handled) {
    super(parallelism, event -> handled.handle(event.id()));
    this.handled = handled;
    bus.emit(ONE);
  }

  /** The handler calls, in their order. */
  static final class Handled {

    private final Queue<String> ids = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean inside = new AtomicBoolean();
    private volatile boolean overlapped;

    void handle(String id) {
      if (inside.getAndSet(true)) {
        overlapped = true;
      }
      ids.add(id);
      inside.set(false);
    }
  }

  @Override
  public void first() {
    runTasks();
  }

  @Override
  public void second() {
    bus.emit(TWO);
    runTasks();
  }

  @Override
  public final String outcome() {
    runTasks();
    @Nullable String unsettled = unsettled();
    if (unsettled != null) {
      return unsettled;
    }
    String order = String.join(", ", handled.ids);
    return handled.overlapped ? "at the same time" : order;
  }
}
