package io.tidings.event.store;

import io.tidings.event.EventBus;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bus with a trail, which hears everything, is a bus; what is promised of disks is tested
 * elsewhere.
 */
class StoreBusContractTest extends EventBusContract {

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
    return setup.toBuilder().tap(new StoreTap(store)).build();
  }
}
