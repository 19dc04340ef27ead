package io.tidings.event.benchmarks.stress;

import org.jspecify.annotations.Nullable;

/** An emit against the close of the bus. */
final class EmitClose extends BusRace {

  private long queued;
  private long reported;

  EmitClose() {
    super(1, event -> {});
  }

  @Override
  public void first() {
    queued = bus.emit(ONE).queued();
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
    return switch ((int) (queued * 2 + reported)) {
      case 0 -> "not queued";
      case 2 -> "lost";
      case 3 -> "reported";
      default -> "reported but not queued";
    };
  }
}
