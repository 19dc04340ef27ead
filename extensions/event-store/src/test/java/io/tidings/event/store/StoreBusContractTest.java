package io.tidings.event.store;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.spi.BatchTap;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The published contract on a bus with a trail; other tests check what is promised of files. */
@Tag("once")
class StoreBusContractTest extends EventBusContract {

  private static final int MOST = DispatchOrder.MAX_PENDING + 1_000;

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private EventStore store;

  @BeforeEach
  void openStore() {
    store = EventStore.open(directory.resolve("trail.db"));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  protected EventBus create(BusSetup setup) {
    return setup.toBuilder().tap(new FirstEvents(new StoreTap(store))).build();
  }

  /**
   * A tap that passes on the first events of a bus, more than can be pending: the one test with
   * more is about a limit that the bus has for all taps.
   */
  private static final class FirstEvents implements BatchTap {
    private final StoreTap tap;
    private final AtomicInteger events = new AtomicInteger();

    FirstEvents(StoreTap tap) {
      this.tap = tap;
    }

    @Override
    public void onEvent(DomainEvent event) {
      if (events.getAndIncrement() < MOST) {
        tap.onEvent(event);
      }
    }

    @Override
    public void onEvents(List<DomainEvent> batch) {
      if (events.getAndAdd(batch.size()) < MOST) {
        tap.onEvents(batch);
      }
    }

    @Override
    public boolean flush(Duration timeout) {
      return tap.flush(timeout);
    }

    @Override
    public boolean close(Duration timeout) {
      return tap.close(timeout);
    }
  }
}
