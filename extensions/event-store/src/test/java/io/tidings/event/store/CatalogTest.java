package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kinds of a host's catalogue on events that are read. */
@Contract("STO-17")
class CatalogTest extends EveryDatabaseTest {

  enum OrderEvent implements EventKind {
    PLACED;

    @Override
    public String id() {
      return "order.placed";
    }
  }

  record Placed(String orderId) {}

  private static final PayloadKind<Placed> PLACED = PayloadKind.of(OrderEvent.PLACED, Placed.class);

  @Test
  void event_that_is_read_has_the_constant_of_the_catalogue() {
    EventCatalog catalog = EventCatalog.builder().payload(PLACED).build();
    EventStore store = closing(builder().catalog(catalog).open());
    store.append(
        List.of(
            events.builder(PLACED, new Placed("o-1")).build(),
            events.root(EventKind.of("order.lost")).build(),
            events.root(EventType.PLAN_CREATED).build()));

    try (Stream<StoredEvent> read = store.stream(EventQuery.platform())) {
      List<EventKind> kinds = read.map(stored -> stored.event().kind()).toList();
      assertThat(kinds.get(2)).isSameAs(OrderEvent.PLACED);
      assertThat(kinds.get(1).id()).isEqualTo("order.lost");
      assertThat(kinds.get(0)).isSameAs(EventType.PLAN_CREATED);
    }
    assertThat(store.countByKind(EventQuery.platform()).keySet()).contains(OrderEvent.PLACED);
  }
}
