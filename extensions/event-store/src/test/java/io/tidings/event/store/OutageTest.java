package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.contract.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is stopped and started while a host goes on. */
@Tag("once")
@Timeout(120)
class OutageTest extends StoreTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  @Contract({"PGS-05", "FOL-05"})
  @Test
  void what_is_emitted_while_the_server_is_away_waits_and_arrives_once() throws Exception {
    PostgresServer server = PostgresServer.start(directory.resolve("server"), 0);
    try (HikariDataSource pool = PostgresPlace.pool(server.connections("public"));
        EventStore store = EventStore.builder(pool).clock(clock).reconnecting(LONG).open()) {
      Heard heard = new Heard();
      Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
      AsyncTap behind = AsyncTap.of(new StoreTap(store));
      try (EventBus bus = EventBus.builder().events(events).tap(behind).build()) {
        List<DomainEvent> emitted = events(600);
        emitted.subList(0, 100).forEach(bus::emit);
        assertThat(bus.flush(LONG)).isTrue();
        emitted.subList(100, 300).forEach(bus::emit);
        server.close();
        emitted.subList(300, 600).forEach(bus::emit);
        assertThat(behind.pending()).isGreaterThanOrEqualTo(300);
        assertThat(bus.flush(Duration.ofMillis(200))).isFalse();
        assertThatThrownBy(() -> store.count(IN_APOLLO))
            .satisfies(Refusals.with(Reason.UNAVAILABLE));

        server = PostgresServer.start(directory.resolve("server"), server.port());
        assertThat(bus.flush(LONG)).isTrue();

        assertThat(behind.dropped()).isZero();
        assertThat(behind.failed()).isZero();
        assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).isEqualTo(emitted);
        assertThat(heard.next(600)).isSorted().doesNotHaveDuplicates();
        assertThat(follower.done()).isNotDone();
      }
    } finally {
      server.close();
    }
  }

  @Contract({"STO-03", "PGS-05", "FOL-01"})
  @Test
  void what_an_append_has_returned_for_survives_a_server_that_is_killed() throws Exception {
    Path data = directory.resolve("server");
    PostgresServer server = PostgresServer.start(data, 0);
    try (HikariDataSource pool = PostgresPlace.pool(server.connections("public"));
        EventStore store = EventStore.builder(pool).clock(clock).reconnecting(LONG).open()) {
      List<DomainEvent> all = events(600);
      Heard heard = new Heard();
      Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
      FutureTask<Integer> writing =
          new FutureTask<>(
              () -> {
                int told = 0;
                for (int i = 0; i < all.size(); i += 10) {
                  told += store.append(all.subList(i, i + 10)).outcomes().size();
                }
                return told;
              });
      new Thread(writing).start();
      List<Long> places = new ArrayList<>(heard.next(50));
      PostgresServer.kill(data);
      server.close();
      server = PostgresServer.start(data, server.port());

      assertThat(writing.get()).isEqualTo(all.size());
      assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).isEqualTo(all);
      places.addAll(heard.next(550));
      assertThat(places).isSorted().doesNotHaveDuplicates();
      assertThat(follower.done()).isNotDone();
    } finally {
      server.close();
    }
  }

  @Contract({"PGS-02", "PGS-05", "FOL-05"})
  @Test
  void a_server_that_has_become_a_standby_is_waited_for() throws Exception {
    Path data = directory.resolve("server");
    PostgresServer server = PostgresServer.start(data, 0);
    try (HikariDataSource pool = PostgresPlace.pool(server.connections("public"));
        EventStore store = EventStore.builder(pool).clock(clock).reconnecting(LONG).open()) {
      Heard heard = new Heard();
      store.append(event());
      Follower follower = store.follow(IN_APOLLO, Cursor.start(), heard);
      assertThat(heard.next(1)).containsExactly(1L);
      server.close();
      Files.createFile(data.resolve("standby.signal"));
      server = PostgresServer.start(data, server.port());
      pool.getHikariPoolMXBean().softEvictConnections();

      assertThatThrownBy(() -> store.list(IN_APOLLO.cursor(Cursor.start())))
          .satisfies(Refusals.with(Reason.UNAVAILABLE))
          .hasMessageContaining("standby");
      assertThatThrownBy(() -> EventStore.open(pool)).satisfies(Refusals.with(Reason.READ_ONLY));
      FutureTask<AppendResult> append = new FutureTask<>(() -> store.append(event()));
      new Thread(append).start();
      server.close();
      Files.delete(data.resolve("standby.signal"));
      server = PostgresServer.start(data, server.port());

      assertThat(append.get().stored()).isEqualTo(1);
      assertThat(heard.next(1)).hasSize(1);
      assertThat(follower.done()).isNotDone();
    } finally {
      server.close();
    }
  }

  @Contract("PGS-05")
  @Test
  void what_a_standby_says_to_a_writer_is_tried_again() throws Exception {
    Database database = builder().database(new Migrations(Schema.MIGRATIONS, clock));
    SQLException standby = new SQLException("cannot execute INSERT", "25006");
    SQLException forbidden = new SQLException("permission denied", "42501");

    assertThat(database.isTransient(database.failed("append to", standby))).isTrue();
    assertThat(database.isTransient(database.failed("append to", forbidden))).isFalse();
  }

  @Contract("PGS-05")
  @Test
  void an_append_gives_up_when_its_time_is_over_or_the_store_is_closed() throws Exception {
    PostgresServer server = PostgresServer.start(directory.resolve("server"), 0);
    EventStore hasty;
    EventStore patient;
    try (HikariDataSource pool = PostgresPlace.pool(server.connections("public"))) {
      hasty = EventStore.builder(pool).reconnecting(Duration.ZERO).open();
      patient = EventStore.builder(pool).reconnecting(Duration.ofDays(300_000)).open();
      server.close();

      assertThatThrownBy(() -> hasty.append(event())).satisfies(Refusals.with(Reason.UNAVAILABLE));
      Thread closer = new Thread(patient::close);
      closer.start();
      assertThatThrownBy(() -> patient.append(event())).isInstanceOf(StoreException.class);
      closer.join();
      hasty.close();
    } finally {
      server.close();
    }
  }
}
