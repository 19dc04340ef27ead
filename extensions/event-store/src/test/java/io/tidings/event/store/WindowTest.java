package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.Window.Order;
import io.tidings.event.testkit.contract.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class WindowTest extends EveryDatabaseTest {

  private static final Instant T1 = Instant.parse("2026-01-01T00:00:01Z");
  private static final Instant T2 = Instant.parse("2026-01-01T00:00:02Z");
  private static final Instant T3 = Instant.parse("2026-01-01T00:00:03Z");
  private static final Window ASCENDING = Window.all().order(Order.ASCENDING);

  private DomainEvent at(Instant time, String id) {
    return event(EventType.PLAN_CREATED).timestamp(time).id(id).build();
  }

  private EventStore filled() {
    EventStore store = open();
    store.append(List.of(at(T2, "b"), at(T1, "a"), at(T3, "e"), at(T2, "d"), at(T2, "c")));
    return store;
  }

  private static List<String> ids(EventStore store, Window window) {
    return ids(store, IN_APOLLO.window(window));
  }

  @Contract("AUD-06")
  @Test
  void the_newest_come_first_and_ties_go_by_id() {
    EventStore store = filled();

    assertThat(ids(store, IN_APOLLO)).containsExactly("e", "d", "c", "b", "a");
    assertThat(ids(store, ASCENDING)).containsExactly("a", "b", "c", "d", "e");
  }

  @Contract("AUD-07")
  @Test
  void descending_the_newest_bound_is_exclusive_and_the_oldest_inclusive() {
    EventStore store = filled();

    assertThat(ids(store, Window.all().newest(T3))).containsExactly("d", "c", "b", "a");
    assertThat(ids(store, Window.all().oldest(T2))).containsExactly("e", "d", "c", "b");
    assertThat(ids(store, Window.all().newest(T2).oldest(T1))).containsExactly("a");
  }

  @Contract("AUD-07")
  @Test
  void ascending_the_oldest_bound_is_exclusive_and_the_newest_inclusive() {
    EventStore store = filled();

    assertThat(ids(store, ASCENDING.oldest(T1))).containsExactly("b", "c", "d", "e");
    assertThat(ids(store, ASCENDING.newest(T2))).containsExactly("a", "b", "c", "d");
    assertThat(ids(store, ASCENDING.oldest(T2).newest(T3))).containsExactly("e");
  }

  @Contract("AUD-07")
  @Test
  void with_next_the_moving_bound_is_inclusive_beyond_that_id() {
    EventStore store = filled();

    assertThat(ids(store, Window.all().newest(T2).next("c"))).containsExactly("b", "a");
    assertThat(ids(store, ASCENDING.oldest(T2).next("c"))).containsExactly("d", "e");
    assertThat(ids(store, Window.all().newest(T2).next("c").oldest(T2))).containsExactly("b");
  }

  @Contract("AUD-08")
  @Test
  void next_has_no_effect_without_the_moving_bound() {
    EventStore store = filled();

    assertThat(ids(store, Window.all().next("c"))).hasSize(5);
    assertThat(ids(store, Window.all().next("c").oldest(T2))).hasSize(4);
    assertThat(ids(store, ASCENDING.next("c").newest(T2))).hasSize(4);
  }

  @Contract("AUD-09")
  @Test
  void a_limit_caps_and_no_limit_is_all() {
    EventStore store = filled();

    assertThat(ids(store, Window.latest(1))).containsExactly("e");
    assertThat(ids(store, Window.all().limit(3))).hasSize(3);
    assertThat(ids(store, Window.all())).hasSize(5);
  }

  @Contract("AUD-05")
  @Test
  void bounds_between_microseconds_lie_where_they_should() {
    EventStore store = open();
    store.append(at(T2, "x"));

    assertThat(ids(store, Window.all().newest(T2.plusNanos(1)))).containsExactly("x");
    assertThat(ids(store, Window.all().oldest(T2.plusNanos(1)))).isEmpty();
    assertThat(ids(store, Window.all().oldest(T2.minusNanos(1)))).containsExactly("x");
    assertThat(ids(store, ASCENDING.oldest(T2.minusNanos(1)))).containsExactly("x");
    assertThat(ids(store, ASCENDING.newest(T2.minusNanos(1)))).isEmpty();
  }

  @Contract("AUD-05")
  @Test
  void ill_formed_windows_are_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.latest(0))
        .withMessageContaining("limit");
    assertThatIllegalArgumentException().isThrownBy(() -> Cursor.start().limit(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cursor.after(-1))
        .withMessageContaining("after");
  }

  @Contract("AUD-07")
  @ParameterizedTest
  @EnumSource(Order.class)
  void pages_over_equal_times_neither_skip_nor_repeat_while_others_write(Order order) {
    int total = Integer.getInteger("paging.events", 20_000);
    EventStore store = open();
    List<DomainEvent> batch = new ArrayList<>();
    for (int i = 0; i < total; i++) {
      batch.add(at(T2, "e" + (i * 7_919L % total) + "-" + i));
      if (batch.size() == 5_000 || i + 1 == total) {
        store.append(batch);
        batch.clear();
      }
    }
    Set<String> seen = new TreeSet<>();
    Window window = Window.all().order(order).limit(999);
    if (order == Order.ASCENDING) {
      window = window.oldest(T1);
    }
    int pages = 0;
    List<StoredEvent> page = store.list(IN_APOLLO.window(window));
    while (!page.isEmpty()) {
      page.forEach(
          stored -> {
            String id = stored.event().id();
            if (id.startsWith("e")) {
              assertThat(seen.add(id)).as("%s is seen once", id).isTrue();
            }
          });
      store.append(List.of(at(T2, "w" + pages), at(T1, "v" + pages), at(T3, "x" + pages)));
      window = window.beyond(page.get(page.size() - 1));
      page = store.list(IN_APOLLO.window(window));
      pages++;
    }

    assertThat(seen).hasSize(total);
    assertThat(pages).isGreaterThan(total / 999);
  }

  @Contract("AUD-07")
  @Test
  void without_the_id_beyond_the_bound_pages_would_skip() {
    EventStore store = filled();
    StoredEvent last = store.list(IN_APOLLO.window(Window.latest(2))).get(1);

    List<String> wrong = ids(store, Window.all().newest(last.event().timestamp()));

    assertThat(wrong).containsExactly("a");
    assertThat(ids(store, Window.all().beyond(last))).containsExactly("c", "b", "a");
  }

  @Contract("AUD-07")
  @Test
  void for_the_platform_pages_go_on_between_projects_with_one_id() {
    EventStore store = open();
    DomainEvent mine = at(T2, "same");
    store.append(
        List.of(
            mine,
            mine.toBuilder().scope(GEMINI).build(),
            events.root(EventType.PLAN_CREATED).timestamp(T2).id("same").build()));
    List<String> projects = new ArrayList<>();
    EventQuery platform = EventQuery.platform();
    Window window = Window.latest(1);
    for (int i = 0; i < 4; i++) {
      for (StoredEvent stored : store.list(platform.window(window))) {
        projects.add(String.valueOf(stored.event().scope().project()));
        window = window.beyond(stored);
      }
    }

    assertThat(projects).startsWith("gemini", "apollo", "null").hasSize(3);
  }
}
