package io.tidings.event.benchmarks.stress;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The delivery of two queued events that are taken together against the close of the bus. */
final class CloseBatch extends BusRace {

  private final AtomicInteger handled;
  private long reported;

  CloseBatch() {
    this(new AtomicInteger());
  }

  private CloseBatch(AtomicInteger handled) {
    super(1, event -> handled.incrementAndGet());
    this.handled = handled;
    bus.emit(ONE);
    bus.emit(TWO);
  }

  @Override
  public void first() {
    runTasks();
  }

  @Override
  public void second() {
    reported = close();
  }

  @Override
  public String outcome() {
    runTasks();
    @Nullable String unsettled = unsettled();
    if (unsettled != null) {
      return unsettled;
    }
    return handled + " handled, " + reported + " reported";
  }
}
