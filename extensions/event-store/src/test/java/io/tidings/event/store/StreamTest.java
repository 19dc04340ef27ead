package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.ConnectionPool;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamTest extends EveryDatabaseTest {

  @Contract("STO-09")
  @Test
  void a_stream_sees_the_trail_as_it_was_when_it_was_opened() {
    EventStore store = open();
    List<DomainEvent> first = events(3);
    store.append(first);
    try (Stream<StoredEvent> stream = store.stream(IN_APOLLO.cursor(Cursor.start()))) {
      Iterator<StoredEvent> events = stream.iterator();
      List<DomainEvent> seen = new ArrayList<>(List.of(events.next().event()));
      store.append(events(3));
      events.forEachRemaining(stored -> seen.add(stored.event()));

      assertThat(seen).isEqualTo(first);
    }
    assertThat(store.count(IN_APOLLO)).isEqualTo(6);
  }

  @Contract("STO-09")
  @Test
  void a_stream_may_be_left_early() {
    EventStore store = open();
    store.append(events(100));
    for (int i = 0; i < 3 * ConnectionPool.MAX_QUERIES; i++) {
      try (Stream<StoredEvent> stream = store.stream(IN_APOLLO)) {
        assertThat(stream.findFirst()).isPresent();
      }
    }
  }

  @Contract("STO-09")
  @Test
  void streams_read_to_their_end_need_no_close() {
    EventStore store = open();
    store.append(events(3));
    for (int i = 0; i < 3 * ConnectionPool.MAX_QUERIES; i++) {
      assertThat(store.stream(IN_APOLLO).count()).isEqualTo(3);
    }
  }

  @Contract("STO-09")
  @Test
  void streams_left_open_are_bounded_and_told() {
    EventStore store = closing(builder().busyTimeout(Duration.ZERO).open());
    store.append(event());
    List<Stream<StoredEvent>> open = new ArrayList<>();
    for (int i = 0; i < ConnectionPool.MAX_QUERIES; i++) {
      open.add(store.stream(IN_APOLLO));
    }

    assertThatThrownBy(() -> store.stream(IN_APOLLO))
        .satisfies(Refusals.with(Reason.BUSY))
        .hasMessageContaining("close streams");
    open.get(0).close();
    open.get(0).close();
    assertThat(store.list(IN_APOLLO)).hasSize(1);
    open.forEach(Stream::close);
  }

  @Contract("STO-12")
  @Test
  void a_stream_of_a_store_that_is_closed_fails_at_its_next_event() {
    EventStore store = open();
    store.append(events(3));
    try (Stream<StoredEvent> stream = store.stream(IN_APOLLO)) {
      Iterator<StoredEvent> events = stream.iterator();
      events.next();
      store.close();

      assertThatThrownBy(
              () -> {
                while (events.hasNext()) {
                  events.next();
                }
              })
          .satisfies(Refusals.with(Reason.CLOSED));
    }
  }

  @Contract("STO-09")
  @Test
  void an_interrupted_thread_that_would_have_to_wait_is_told() {
    EventStore store = open();
    store.append(event());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.list(IN_APOLLO)).satisfies(Refusals.with(Reason.FAILED));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.list(IN_APOLLO)).hasSize(1);
  }

  @Contract("STO-09")
  @Test
  void what_the_reader_throws_is_thrown_and_the_store_goes_on() {
    EventStore store = open();
    store.append(events(2));

    assertThatThrownBy(
            () -> {
              try (Stream<StoredEvent> stream = store.stream(IN_APOLLO)) {
                stream.forEach(
                    stored -> {
                      throw new IllegalStateException("mine");
                    });
              }
            })
        .hasMessage("mine");
    assertThat(store.list(IN_APOLLO)).hasSize(2);
  }
}
