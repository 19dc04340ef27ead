package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.time.Duration;

/** A tap that opens a scope whenever it is called, and closes none. */
final class LeavesOpenTap implements EventTap {

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
