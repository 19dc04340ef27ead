package io.tidings.event.store;

import static io.tidings.event.store.AppendResult.Outcome.CONFLICT;
import static io.tidings.event.store.AppendResult.Outcome.DUPLICATE;
import static io.tidings.event.store.AppendResult.Outcome.STORED;
import static io.tidings.event.store.AppendResult.Outcome.UNSTORABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that the database rejects for their content, among others of their batch. */
class StorableAppendTest extends EveryDatabaseTest {

  private static final EventKind KIND = EventKind.of("note.written");
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Opens a store whose database rejects events with the word poison. */
  private EventStore openRejecting() throws SQLException {
    EventStore store = open();
    place()
        .execute(
            backend() == Backend.SQLITE
                ? "CREATE TRIGGER no_poison BEFORE INSERT ON trail_event WHEN NEW.details LIKE"
                    + " '%poison%' BEGIN SELECT RAISE(ABORT, 'no poison'); END"
                : "ALTER TABLE trail_event ADD CONSTRAINT no_poison CHECK (details NOT LIKE"
                    + " '%poison%')");
    return store;
  }

  private DomainEvent note(EventScope scope, String text) {
    return events.root(KIND).scope(scope).detail("text", text).build();
  }

  /** Returns events of two projects and of none, in turn. */
  private List<DomainEvent> notes(int count) {
    List<EventScope> scopes = List.of(APOLLO, GEMINI, EventScope.none());
    List<DomainEvent> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(note(scopes.get(i % scopes.size()), "n" + i));
    }
    return notes;
  }

  private static List<DomainEvent> all(EventStore store) {
    return read(store, EventQuery.platform().cursor(Cursor.start()));
  }

  @Contract("STO-15")
  @Test
  void rejected_event_leaves_the_others_of_its_batch_stored() throws SQLException {
    EventStore store = openRejecting();
    StoreTap tap = new StoreTap(store);
    List<DomainEvent> others = notes(299);
    DomainEvent poison = note(APOLLO, "poison");
    List<DomainEvent> batch = new ArrayList<>(others);
    batch.add(137, poison);
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      tap.onEvents(batch);

      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0))
          .contains(poison.id(), "note.written", "project apollo", "no")
          .doesNotContain("\"text\"");
    }
    assertThat(all(store)).isEqualTo(others);
    assertThat(tap.flush(LONG)).as("one is not stored").isFalse();
    assertThat(tap.flush(LONG)).isTrue();

    tap.onEvents(batch);
    assertThat(all(store)).as("none is stored twice").isEqualTo(others);
    assertThat(tap.close(LONG)).isFalse();
  }

  @Contract("STO-15")
  @Test
  void each_of_several_rejected_events_is_logged() throws SQLException {
    EventStore store = openRejecting();
    List<DomainEvent> others = notes(20);
    List<DomainEvent> batch = new ArrayList<>(others);
    batch.add(note(EventScope.none(), "poison"));
    batch.add(7, note(GEMINI, "poison"));
    batch.add(0, note(APOLLO, "poison"));
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      new StoreTap(store).onEvents(batch);

      assertThat(log.warnings())
          .satisfiesExactly(
              warning -> assertThat(warning).contains("project apollo"),
              warning -> assertThat(warning).contains("project gemini"),
              warning -> assertThat(warning).contains("no project"));
    }
    assertThat(all(store)).isEqualTo(others);
  }

  @Contract("STO-15")
  @Test
  void batch_of_rejected_events_stores_nothing() throws SQLException {
    EventStore store = openRejecting();
    StoreTap tap = new StoreTap(store);

    tap.onEvents(List.of(note(APOLLO, "poison"), note(APOLLO, "poison")));
    tap.onEvents(List.of(note(APOLLO, "poison")));

    assertThat(all(store)).isEmpty();
    assertThat(tap.flush(LONG)).isFalse();
  }

  @Contract("STO-15")
  @Test
  void queued_events_are_stored_without_the_rejected_one() throws SQLException {
    EventStore store = openRejecting();
    List<DomainEvent> others = notes(299);
    AsyncTap behind = AsyncTap.of(new StoreTap(store));
    try (EventBus bus = EventBus.builder().tap(behind).build()) {
      others.subList(0, 100).forEach(bus::emit);
      bus.emit(note(GEMINI, "poison"));
      others.subList(100, 299).forEach(bus::emit);

      assertThat(bus.flush(LONG)).isFalse();
    }
    assertThat(all(store)).isEqualTo(others);
  }

  @Contract({"STO-10", "STO-15"})
  @Test
  void rejected_event_is_a_failure_of_its_own_emit() throws SQLException {
    EventStore store = openRejecting();
    try (EventBus bus = EventBus.builder().tap(new StoreTap(store)).build()) {
      EmitResult rejected = bus.emit(note(APOLLO, "poison"));
      EmitResult stored = bus.emit(note(APOLLO, "fine"));

      assertThat(rejected.tapFailures()).isEqualTo(1);
      assertThat(stored.tapFailures()).isZero();
    }
    assertThat(store.count(IN_APOLLO)).isEqualTo(1);
  }

  @Contract({"STO-04", "STO-15"})
  @Test
  void outcomes_are_in_the_order_of_the_events() throws SQLException {
    EventStore store = openRejecting();
    DomainEvent first = note(APOLLO, "first");
    DomainEvent second = note(APOLLO, "second");
    store.append(List.of(first, second));
    DomainEvent changed = second.toBuilder().detail("more", 1).build();

    AppendResult result =
        store.appendStorable(List.of(note(APOLLO, "new"), note(APOLLO, "poison"), first, changed));

    assertThat(result.outcomes()).containsExactly(STORED, UNSTORABLE, DUPLICATE, CONFLICT);
    assertThat(result.unstorable()).isEqualTo(1);
    assertThat(store.conflicts()).isEqualTo(1);
    assertThat(store.appendStorable(List.of()).outcomes()).isEmpty();
  }

  @Contract({"STO-02", "STO-13"})
  @Test
  void append_of_a_list_stays_all_or_nothing() throws SQLException {
    EventStore store = openRejecting();
    List<DomainEvent> batch = List.of(note(APOLLO, "fine"), note(APOLLO, "poison"));

    assertThatThrownBy(() -> store.append(batch)).satisfies(Refusals.with(Reason.UNSTORABLE));
    try (Connection host = place().connect()) {
      host.setAutoCommit(false);
      assertThatThrownBy(() -> store.append(host, batch))
          .satisfies(Refusals.with(Reason.UNSTORABLE));
      host.commit();
    }
    assertThat(all(store)).isEmpty();
  }

  @Contract("STO-15")
  @Test
  void failing_database_is_not_tried_event_by_event() throws SQLException {
    EventStore store = open();
    place().destroy();
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      assertThatThrownBy(() -> new StoreTap(store).onEvents(notes(300)))
          .satisfies(Refusals.with(Reason.GONE));
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Contract({"STO-06", "STO-15"})
  @Test
  void text_that_encodings_lack_is_stored() {
    EventStore store = open();
    EventLimits wide = new EventLimits(EventLimits.GREATEST_DEPTH, 100_000, 1 << 20, 1 << 22);
    List<DomainEvent> batch =
        List.of(
            note(APOLLO, "\u20ac"),
            note(APOLLO, "a\u0000b"),
            note(APOLLO, "\ud800"),
            events.root(KIND).scope(APOLLO).detail("a\ud800", 1).detail("a\udfff", 2).build(),
            events.root(KIND).scope(APOLLO).detail("a\u0000", 1).detail("a\ufffd", 2).build(),
            events
                .root(KIND)
                .scope(APOLLO)
                .detail("password=a", "x")
                .detail("password=b", "y")
                .build(),
            events
                .withLimits(wide)
                .root(KIND)
                .scope(APOLLO)
                .actorName("\ud800")
                .detail("tool_name", "\u20ac".repeat(DomainEvent.MAX_NAME_LENGTH))
                .detail("request_type", "\u0000")
                .detail("long", "x".repeat(1 << 20))
                .build());

    new StoreTap(store).onEvents(batch);

    assertThat(ids(store, EventQuery.platform().cursor(Cursor.start()))).isEqualTo(ids(batch));
    assertThat(read(store, IN_APOLLO.cursor(Cursor.start())).subList(0, 5))
        .isEqualTo(batch.subList(0, 5));
  }
}
