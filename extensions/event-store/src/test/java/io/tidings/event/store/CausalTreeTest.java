package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class CausalTreeTest extends EveryDatabaseTest {

  private DomainEvent caused(String id, String cause, EventScope scope) {
    return event(EventType.TOOL_INVOKED).id(id).causationId(cause).scope(scope).build();
  }

  private DomainEvent root(String id) {
    return event(EventType.PLAN_CREATED).id(id).build();
  }

  @Contract("STO-08")
  @Test
  void the_tree_of_an_event_is_what_it_caused_at_any_depth() {
    EventStore store = open();
    store.append(
        List.of(
            root("a"),
            caused("b", "a", APOLLO),
            caused("c", "b", APOLLO),
            caused("d", "a", APOLLO),
            root("other"),
            caused("e", "other", APOLLO)));

    EventQuery query = IN_APOLLO.cursor(Cursor.start());
    assertThat(ids(store, query.causalTree("a"))).containsExactly("a", "b", "c", "d");
    assertThat(ids(store, query.causalTree("b"))).containsExactly("b", "c");
    assertThat(ids(store, query.causalTree("nobody"))).isEmpty();
  }

  @Contract("STO-08")
  @Test
  void events_that_cause_each_other_are_found_once() {
    EventStore store = open();
    store.append(
        List.of(
            caused("a", "b", APOLLO), caused("b", "a", APOLLO), caused("self", "self", APOLLO)));

    assertThat(ids(store, IN_APOLLO.causalTree("a"))).containsExactlyInAnyOrder("a", "b");
    assertThat(ids(store, IN_APOLLO.causalTree("self"))).containsExactly("self");
  }

  @Contract({"STO-08", "AUD-04"})
  @Test
  void for_a_project_the_tree_ends_where_it_leaves_the_project() {
    EventStore store = open();
    store.append(
        List.of(
            root("a"),
            caused("b", "a", GEMINI),
            caused("c", "b", APOLLO),
            caused("d", "a", APOLLO)));

    assertThat(ids(store, IN_APOLLO.causalTree("a"))).containsExactlyInAnyOrder("a", "d");
    assertThat(ids(store, EventQuery.project("gemini").causalTree("a"))).isEmpty();
    assertThat(ids(store, EventQuery.platform().causalTree("a"))).hasSize(4);
  }

  @Contract("STO-08")
  @Test
  void a_chain_of_thousands_is_followed() {
    EventStore store = open();
    store.append(root("n0"));
    store.append(
        IntStream.range(1, 5_000).mapToObj(i -> caused("n" + i, "n" + (i - 1), APOLLO)).toList());

    assertThat(store.count(IN_APOLLO.causalTree("n0"))).isEqualTo(5_000);
  }
}
