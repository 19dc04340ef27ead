package io.tidings.event.testkit.examples;

import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventCatalog;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.EmissionCoverage;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.catalog.CatalogSnapshot;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Examples of the guide with payloads and a catalogue. */
class TypedExamplesTest {

  record OrderPlaced(String orderId, BigDecimal amount) {}

  static final PayloadKind<OrderPlaced> ORDER_PLACED =
      PayloadKind.of("order.placed", OrderPlaced.class);

  static final EventCatalog CATALOG = EventCatalog.builder().payload(ORDER_PLACED).build();

  @Test
  void payload_of_an_event() {
    RecordingEventBus bus = RecordingEventBus.create();
    BigDecimal price = new BigDecimal("19.90");
    bus.emit(
        bus.events()
            .builder(ORDER_PLACED, new OrderPlaced("o-1", price))
            .actorName("shop")
            .build());
    assertThat(bus)
        .emitted(ORDER_PLACED)
        .withPayload(new OrderPlaced("o-1", price))
        .withActor("shop");
    assertThat(bus)
        .emitted(ORDER_PLACED)
        .withPayload(order -> assertThat(order.amount()).isPositive());
  }

  @Test
  void stored_events_stay_readable() {
    CatalogSnapshot.of(CATALOG).assertCompatible(Path.of("src/test/resources/events.txt"));
  }

  @Test
  void coverage_of_a_catalogue() {
    EmissionCoverage coverage = EmissionCoverage.of(CATALOG);
    RecordingEventBus bus = RecordingEventBus.create(options -> options.tap(coverage));
    bus.emit(ORDER_PLACED, new OrderPlaced("o-1", BigDecimal.ONE));
    coverage.assertComplete();
  }
}
