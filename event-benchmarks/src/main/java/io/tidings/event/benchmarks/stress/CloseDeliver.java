package io.tidings.event.benchmarks.stress;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The delivery of a queued event against the close of the bus. */
final class CloseDeliver extends BusRace {

  private final AtomicInteger handled;
  private long reported;

  CloseDeliver() {
    this(new AtomicInteger());
  }

  private CloseDeliver(AtomicInteger handled) {
    super(1, event -> handled.incrementAndGet());
    this.handled = handled;
    bus.emit(ONE);
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
    return switch ((int) (handled.get() * 2L + reported)) {
      case 0 -> "lost";
      case 1 -> "reported";
      case 2 -> "handled";
      case 3 -> "in the handler";
      default -> "more than once";
    };
  }
}
