package io.tidings.event.store;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EventBus;
import io.tidings.event.EventBusBuilder;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.EventBusContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bus with a trail is a bus. Where the suite says that nobody hears an event the trail must not
 * either: it does not hear kinds a and b, and is not on the bus that forbids nested emits, since a
 * bus with a tap refuses such an event whether or not the tap is interested.
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
    EventBusBuilder bus = setup.toBuilder();
    if (setup.order() != DispatchOrder.FORBID) {
      bus.tap(new ForwardingTap(new StoreTap(store), UNHEARD));
    }
    return bus.build();
  }
}
