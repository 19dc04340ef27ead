package io.tidings.event.benchmarks.stress;

/** The end of the only task against an emit, which must not rely on it. */
final class LastTask extends KeyRelease {

  LastTask() {
    super(1, new Handled());
  }

  @Override
  public void second() {
    bus.emit(TWO);
  }
}
