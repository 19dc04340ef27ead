package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A tap that hears nothing before it is let go. */
final class HeldTap implements BatchTap {

  private final StoreTap tap;
  private final CountDownLatch go;

  HeldTap(StoreTap tap, CountDownLatch go) {
    this.tap = tap;
    this.go = go;
  }

  @Override
  public void onEvent(DomainEvent event) throws InterruptedException {
    go.await();
    tap.onEvent(event);
  }

  @Override
  public void onEvents(List<DomainEvent> events) throws InterruptedException {
    go.await();
    tap.onEvents(events);
  }
}
