package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the index of a bus holds, seen from inside. */
class RoutesTest {

  private static final EventKind PLACED = EventKind.of("order.placed");

  private final EventBus bus = EventBus.create();

  private int rows(String map) throws ReflectiveOperationException {
    Field routes = SynchronousBus.class.getDeclaredField("routes");
    routes.setAccessible(true);
    Field rows = Routes.class.getDeclaredField(map);
    rows.setAccessible(true);
    return ((Map<?, ?>) rows.get(routes.get(bus))).size();
  }

  @Test
  @Contract("BUS-11")
  void kinds_and_categories_nobody_names_any_more_are_forgotten()
      throws ReflectiveOperationException {
    bus.subscribe(EventSelector.all(), event -> {});
    List<Subscription> named =
        List.of(
            bus.subscribe(PLACED, event -> {}),
            bus.subscribe(EventSelector.kinds(PLACED, EventKind.of("order.lost")), event -> {}),
            bus.subscribe(EventSelector.category("order"), event -> {}));
    assertThat(rows("byId")).isEqualTo(2);
    assertThat(rows("byCategory")).isEqualTo(1);

    named.get(1).close();
    assertThat(rows("byId")).isEqualTo(1);

    named.forEach(Subscription::close);
    assertThat(rows("byId")).isZero();
    assertThat(rows("byCategory")).isZero();
  }

  @Test
  @Contract("BUS-11")
  void kinds_nobody_names_share_one_array() {
    Routes routes = Routes.open(false);
    HandlerSubscription all =
        new HandlerSubscription(
            (SynchronousBus) bus,
            1,
            EventSelector.all().clauses(),
            SubscriptionOptions.defaults(),
            event -> {},
            null);

    Routes with = routes.with(all);

    assertThat(with.of(EventType.PLAN_CREATED))
        .isSameAs(with.of(EventType.TOOL_INVOKED))
        .isSameAs(with.of(PLACED))
        .containsExactly(all);
    assertThat(with.without(all).of(PLACED)).isSameAs(HandlerSubscription.NONE);
  }

  @Test
  @Contract("BUS-07")
  void routes_that_were_read_leave_out_who_came_later_also_by_an_id() {
    HandlerSubscription early = numbered(1, EventSelector.session("s"));
    HandlerSubscription late = numbered(3, EventSelector.session("s"));
    Routes read = Routes.open(false).with(early);
    read.with(numbered(2, EventSelector.all())).with(late);
    Delivery delivery = new Delivery();
    delivery.begin(DomainEvent.root(PLACED).sessionId("s").build());
    delivery.retain(read.of(PLACED));

    read.selectByKey(delivery);

    assertThat(delivery.handlers()).containsExactly(early);
  }

  private HandlerSubscription numbered(long number, EventSelector selector) {
    return new HandlerSubscription(
        (SynchronousBus) bus,
        number,
        selector.clauses(),
        SubscriptionOptions.defaults(),
        event -> {},
        null);
  }
}
