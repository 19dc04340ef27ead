package io.tidings.event.store;

import io.tidings.event.EventBus;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The published contract on a bus with a trail; other tests check what is promised of files. */
@Tag("once")
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
