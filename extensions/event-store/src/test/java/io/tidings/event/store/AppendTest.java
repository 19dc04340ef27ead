package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.redact.Redactor;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.ConflictWarning;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import io.tidings.event.testkit.internal.LogCapture;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppendTest extends EveryDatabaseTest {

  private static final Instant START = TestClock.DEFAULT_START;

  private DomainEvent full() {
    return events
        .root(EventKind.of("order.placed"))
        .timestamp(Instant.parse("2026-02-03T04:05:06.789012Z"))
        .correlationId("c-1")
        .causationId("e-0")
        .scope(new EventScope("o-1", "w-1", "apollo", "u-1"))
        .planId("p-1")
        .rootPlanId("p-0")
        .sessionId("s-1")
        .actorName("Margaret H.")
        .projectName("Apollo 11")
        .traceId("0af7651916cd43dd8448eb211c80319c")
        .spanId("b7ad6b7169203331")
        .detail("z", List.of(1, 2.5, true, Map.of("deep", List.of("x"))))
        .detail("big", BigInteger.TEN.pow(50))
        .detail("text", "line\nbreak \u2028 \u0000 \ud83d\ude80")
        .detail("least", Long.MIN_VALUE)
        .detail("nought", -0.0)
        .build();
  }

  @Contract("STO-06")
  @Test
  void an_event_is_read_back_as_it_was() {
    EventStore store = open();
    DomainEvent event = full();
    store.append(event);

    DomainEvent read = read(store, IN_APOLLO).get(0);

    assertThat(read).isEqualTo(event);
    assertThat(read.details().keySet()).containsExactly("z", "big", "text", "least", "nought");
    assertThat(read.detail("nought", Double.class)).isEqualTo(-0.0);
  }

  @Contract("STO-06")
  @Test
  void what_is_absent_stays_absent() {
    EventStore store = open();
    DomainEvent event = events.root(EventType.PLAN_CREATED).build();
    store.append(event);

    assertThat(read(store, EventQuery.platform())).containsExactly(event);
    assertThat(event.scope().isNone()).isTrue();
  }

  @Contract("STO-06")
  @Test
  void the_earliest_and_the_latest_time_are_kept() {
    EventStore store = open();
    DomainEvent first = event(EventType.PLAN_CREATED).timestamp(DomainEvent.MIN_TIMESTAMP).build();
    DomainEvent last = event(EventType.PLAN_CREATED).timestamp(DomainEvent.MAX_TIMESTAMP).build();
    store.append(List.of(first, last));

    assertThat(read(store, IN_APOLLO)).containsExactly(last, first);
    assertThat(read(store, IN_APOLLO.since(Instant.MIN).before(Instant.MAX))).hasSize(2);
  }

  @Contract({"STO-05", "AGR-17"})
  @Test
  void places_rise_in_the_order_of_appends() {
    EventStore store = open();
    List<DomainEvent> batch = events(5);
    store.append(batch.subList(0, 2));
    clock.advance(Duration.ofSeconds(1));
    store.append(batch.subList(2, 5));

    List<StoredEvent> stored = store.list(IN_APOLLO.cursor(Cursor.start()));

    assertThat(stored).extracting(StoredEvent::event).containsExactlyElementsOf(batch);
    assertThat(stored).extracting(StoredEvent::seq).isSorted().doesNotHaveDuplicates();
    assertThat(stored.get(1).receivedAt()).isEqualTo(START);
    assertThat(stored.get(2).receivedAt()).isEqualTo(START.plusSeconds(1));
  }

  @Contract({"STO-04", "AGR-21"})
  @Test
  void what_comes_again_is_not_stored_again() {
    EventStore store = open();
    DomainEvent event = full();
    store.append(event);
    clock.advance(Duration.ofHours(1));

    AppendResult again = store.append(List.of(event, event()));

    assertThat(again.outcomes())
        .containsExactly(AppendResult.Outcome.DUPLICATE, AppendResult.Outcome.STORED);
    assertThat(again.duplicates()).isEqualTo(1);
    assertThat(again.stored()).isEqualTo(1);
    assertThat(store.count(EventQuery.platform())).isEqualTo(2);
    assertThat(store.list(IN_APOLLO.event(event.id())).get(0).receivedAt()).isEqualTo(START);
    assertThat(store.conflicts()).isZero();
  }

  @Contract("STO-04")
  @Test
  void an_event_may_come_twice_in_one_batch() {
    EventStore store = open();
    DomainEvent event = full();

    assertThat(store.append(List.of(event, event)).outcomes())
        .containsExactly(AppendResult.Outcome.STORED, AppendResult.Outcome.DUPLICATE);
  }

  @Contract("STO-04")
  @Test
  void the_same_key_with_other_content_keeps_the_first_and_warns_once() {
    EventStore store = open();
    DomainEvent first = event();
    DomainEvent other = first.toBuilder().detail("more", 1).build();
    store.append(first);
    try (LogCapture log = LogCapture.of(EventStore.class)) {

      AppendResult result = store.append(other);
      store.append(other);

      assertThat(result.outcomes()).containsExactly(AppendResult.Outcome.CONFLICT);
      assertThat(result.conflicts()).isEqualTo(1);
      assertThat(store.conflicts()).isEqualTo(2);
      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0)).contains("1 events", first.id());
    }
    assertThat(read(store, IN_APOLLO)).containsExactly(first);
  }

  @Contract("STO-04")
  @Test
  void the_same_key_with_another_trace_or_span_is_a_conflict() {
    EventStore store = open();
    DomainEvent first = full();
    store.append(first);

    AppendResult result =
        store.append(
            List.of(
                first.toBuilder().traceId("other").build(),
                first.toBuilder().spanId("other").build(),
                first.toBuilder().traceId(null).spanId(null).build(),
                first));

    assertThat(result.outcomes())
        .containsExactly(
            AppendResult.Outcome.CONFLICT,
            AppendResult.Outcome.CONFLICT,
            AppendResult.Outcome.CONFLICT,
            AppendResult.Outcome.DUPLICATE);
    assertThat(read(store, IN_APOLLO)).containsExactly(first);
  }

  @Contract("STO-04")
  @Test
  void conflicts_are_warned_of_once_a_second_with_their_number() {
    long[] now = {5};
    ConflictWarning warning = new ConflictWarning(() -> now[0]);
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      warning.conflicts(1, "e-1");
      warning.conflicts(2, "e-2");
      now[0] += 1_000_000_000L;
      warning.conflicts(3, "e-3");

      assertThat(log.warnings()).hasSize(2);
      assertThat(log.warnings().get(1)).startsWith("5 events").endsWith("e-3");
    }
    assertThat(warning.total()).isEqualTo(6);
  }

  @Contract("STO-04")
  @Test
  void the_last_conflicts_are_warned_of_when_the_store_is_closed() {
    ConflictWarning warning = new ConflictWarning(() -> 5);
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      warning.conflicts(1, "e-1");
      warning.conflicts(2, "e-2");
      warning.close();
      warning.close();

      assertThat(log.warnings()).hasSize(2);
      assertThat(log.warnings().get(1)).startsWith("2 events").endsWith("e-2");
    }
  }

  @Contract("STO-04")
  @Test
  void many_that_come_again_are_told_from_each_other() {
    EventStore store = open();
    List<DomainEvent> batch = events(450);
    store.append(batch);
    List<DomainEvent> again = new ArrayList<>(batch);
    again.set(317, batch.get(317).toBuilder().detail("more", 1).build());
    again.add(event());

    AppendResult result = store.append(again);

    assertThat(result.stored()).isEqualTo(1);
    assertThat(result.duplicates()).isEqualTo(449);
    assertThat(result.outcomes().get(317)).isEqualTo(AppendResult.Outcome.CONFLICT);
  }

  @Contract("STO-04")
  @Test
  void the_same_id_in_two_projects_is_two_events() {
    EventStore store = open();
    DomainEvent mine = event();
    DomainEvent theirs = mine.toBuilder().scope(GEMINI).build();
    DomainEvent nobodys = mine.toBuilder().scope(EventScope.none()).build();

    AppendResult result = store.append(List.of(mine, theirs, nobodys, nobodys));

    assertThat(result.stored()).isEqualTo(3);
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(read(store, EventQuery.platform().event(mine.id()).cursor(Cursor.start())))
        .containsExactly(mine, theirs, nobodys);
    assertThat(read(store, IN_APOLLO.event(mine.id()))).containsExactly(mine);
  }

  @Contract("STO-07")
  @Test
  void secrets_are_taken_out_before_the_event_is_stored() {
    EventStore store = open();
    DomainEvent event =
        event(EventType.TOOL_INVOKED)
            .detail("api_key", "hunter2")
            .detail("command", "login password=hunter2")
            .build();
    store.append(event);

    assertThat(read(store, IN_APOLLO).get(0).details())
        .containsEntry("api_key", Redactor.MASK)
        .doesNotContainValue("hunter2");
    assertThat(store.append(event).outcomes()).containsExactly(AppendResult.Outcome.DUPLICATE);
  }

  @Contract("STO-07")
  @Test
  void a_hosts_own_redactor_is_asked() {
    EventStore store = closing(builder().redactor(Redactor.standard().maskingKeys("ssn")).open());
    store.append(event(EventType.PLAN_CREATED).detail("ssn", "078-05-1120").build());

    assertThat(read(store, IN_APOLLO).get(0).details()).containsEntry("ssn", Redactor.MASK);
  }

  @Contract("STO-06")
  @Test
  void a_surrogate_that_stands_alone_in_a_name_is_replaced_everywhere_alike() {
    EventStore store = open();
    DomainEvent event =
        event(EventType.ACTOR_INVOKED)
            .actorName("a\ud800b")
            .projectName("p\udc00")
            .detail("kept", "\ud800")
            .build();
    store.append(event);

    DomainEvent read = read(store, IN_APOLLO.actor("a\ud800b")).get(0);

    assertThat(read.actorName()).isEqualTo("a\ufffdb");
    assertThat(read.projectName()).isEqualTo("p\ufffd");
    assertThat(read.details()).containsEntry("kept", "\ud800");
    assertThat(store.append(event).outcomes()).containsExactly(AppendResult.Outcome.DUPLICATE);
  }

  @Test
  void an_empty_batch_is_done_at_once() {
    assertThat(open().append(List.of()).outcomes()).isEmpty();
  }

  @Test
  void null_is_refused_by_name() {
    EventStore store = open();

    assertThatNullPointerException()
        .isThrownBy(() -> store.append(Absent.<DomainEvent>absent()))
        .withMessage("event");
    assertThatNullPointerException()
        .isThrownBy(() -> store.append(Absent.<List<DomainEvent>>absent()))
        .withMessage("events");
  }

  @Contract("STO-12")
  @Test
  void a_closed_store_says_so() {
    EventStore store = open();
    store.close();
    store.close();

    assertThatThrownBy(() -> store.append(event())).satisfies(Refusals.with(Reason.CLOSED));
    assertThatThrownBy(() -> store.list(IN_APOLLO)).satisfies(Refusals.with(Reason.CLOSED));
    assertThatThrownBy(() -> store.count(IN_APOLLO)).satisfies(Refusals.with(Reason.CLOSED));
  }
}
