package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.time.Duration;

/** A tap that opens a scope at every call and closes none. */
final class ContextLeakTap implements EventTap {

  private static boolean leaveOpen() {
    ScopePromises.FULL.open();
    return true;
  }

  @Override
  public void onEvent(DomainEvent event) {
    leaveOpen();
  }

  @Override
  public boolean flush(Duration timeout) {
    return leaveOpen();
  }

  @Override
  public boolean close(Duration timeout) {
    return leaveOpen();
  }
}
