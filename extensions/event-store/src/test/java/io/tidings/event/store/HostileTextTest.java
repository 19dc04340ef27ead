package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.testkit.contract.Contract;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that means something to a database, in every field and every filter. */
@Tag("once")
class HostileTextTest extends EveryDatabaseTest {

  static Stream<String> ids() {
    return Stream.of(
        "'",
        "''",
        "\"",
        "`",
        "';DROP/**/TABLE/**/event;--",
        "x'/**/OR/**/'1'='1",
        "%",
        "_",
        "*",
        "\\",
        "?1",
        ":a",
        "$1",
        "{seq}",
        "%s",
        "NULL",
        "0x00",
        "-1",
        "1e400",
        "~".repeat(128),
        "'".repeat(128));
  }

  @Contract("STO-11")
  @ParameterizedTest
  @MethodSource("ids")
  void an_id_is_only_ever_a_value(String id) {
    EventStore store = open();
    DomainEvent hostile =
        events
            .root(EventKind.of(id))
            .id(id)
            .correlationId(id)
            .causationId(id)
            .scope(new EventScope(id, id, id, id))
            .planId(id)
            .rootPlanId(id)
            .sessionId(id)
            .actorName(id)
            .projectName(id)
            .traceId(id)
            .spanId(id)
            .detail(id, id)
            .detail("request_type", id)
            .build();
    DomainEvent plain = event();
    store.append(List.of(plain, hostile));

    EventQuery mine = EventQuery.project(id);
    List<EventQuery> filters =
        List.of(
            mine,
            mine.kinds(EventKind.of(id)),
            mine.kindPrefix(id),
            mine.category(EventKind.category(hostile.kind())),
            mine.organization(id),
            mine.workspace(id),
            mine.user(id),
            mine.session(id),
            mine.plan(id),
            mine.planTree(id),
            mine.actor(id),
            mine.correlation(id),
            mine.requestType(id),
            mine.event(id),
            mine.causalTree(id),
            mine.window(Window.all().newest(DomainEvent.MAX_TIMESTAMP).next(id)));
    assertThat(filters)
        .allSatisfy(filter -> assertThat(read(store, filter)).containsExactly(hostile));
    assertThat(read(store, IN_APOLLO)).containsExactly(plain);
    assertThat(read(store, IN_APOLLO.session(id))).isEmpty();
  }

  @Contract("STO-11")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zo\u00eb O'Neil; DROP TABLE trail_event; --",
        "\u202eevil\u2028x",
        "\ud83d\ude80\ud83c\udf0d",
        "\u00c5 is not A\u030a",
        "\u65e5\u672c\u8a9e",
        "100%_*?"
      })
  void a_name_is_found_as_it_is_and_no_other(String name) {
    EventStore store = open();
    DomainEvent event =
        event(EventKind.of("k")).actorName(name).projectName(name).detail(name, name).build();
    store.append(List.of(event, event(EventKind.of("k")).actorName("other").build()));

    assertThat(read(store, IN_APOLLO.actor(name))).containsExactly(event);
    assertThat(read(store, IN_APOLLO.actor(name + "x"))).isEmpty();
  }

  @Contract("STO-11")
  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\ud800b", "a\udc00b"})
  void what_no_database_takes_costs_a_batch_nothing(String text) throws SQLException {
    EventStore store = open();
    DomainEvent hostile = event(EventKind.of("k")).detail("tool_name", text).build();
    DomainEvent plain = event();
    store.append(List.of(plain, hostile));

    assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).containsExactly(plain, hostile);
    assertThat(place().texts("SELECT tool_name FROM events WHERE tool_name IS NOT NULL"))
        .containsExactly("a\ufffdb");
  }

  @Contract("STO-11")
  @Test
  void what_is_at_the_limit_is_kept() {
    EventStore store = open();
    String longest = "\ud83d\ude80".repeat(EventLimits.DEFAULT_MAX_STRING_LENGTH / 2);
    Object deep = List.of("x");
    for (int i = 1; i < EventLimits.DEFAULT_MAX_DEPTH; i++) {
      deep = Map.of("d", deep);
    }
    DomainEvent event =
        event(EventKind.of("k"))
            .actorName("\u00fc".repeat(DomainEvent.MAX_NAME_LENGTH))
            .detail("long", longest)
            .detail("deep", deep)
            .build();
    store.append(event);

    assertThat(read(store, IN_APOLLO.actor("\u00fc".repeat(256)))).containsExactly(event);
  }

  @Contract("STO-06")
  @Test
  void what_a_host_allows_beyond_the_usual_limits_is_read_back() {
    EventStore store = open();
    Object deep = "x";
    for (int i = 0; i < EventLimits.GREATEST_DEPTH; i++) {
      deep = List.of(deep);
    }
    EventLimits wide = new EventLimits(EventLimits.GREATEST_DEPTH, 100_000, 1 << 20, 1 << 22);
    DomainEvent event =
        events
            .withLimits(wide)
            .root(EventKind.of("k"))
            .scope(APOLLO)
            .detail("long", "x".repeat(1 << 20))
            .detail("deep", deep)
            .build();
    store.append(event);

    assertThat(read(store, IN_APOLLO)).containsExactly(event);
  }
}
