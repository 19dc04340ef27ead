package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is stopped and started during a delivery. */
@Tag("once")
@Timeout(120)
class DeliveryOutageTest extends StoreTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Override
  protected Backend backend() {
    return Backend.POSTGRES;
  }

  private List<DomainEvent> appended(EventStore store, int count) {
    List<DomainEvent> made =
        IntStream.range(0, count)
            .mapToObj(i -> event(EventType.PLAN_CREATED).sessionId("a").build())
            .toList();
    store.append(made);
    return made;
  }

  @Contract({"DLV-01", "DLV-02", "DLV-08"})
  @Test
  void delivery_continues_after_the_server_has_restarted() throws Exception {
    PostgresServer server = PostgresServer.start(directory.resolve("server"), 0);
    BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    List<String> all = new ArrayList<>();
    try (HikariDataSource pool = PostgresPlace.pool(server.connections("public"));
        EventStore store = EventStore.builder(pool).clock(clock).reconnecting(LONG).open();
        LogCapture log = LogCapture.of(EventStore.class);
        Delivery delivery =
            store.deliver(
                "mailer",
                EventQuery.platform(),
                DeliveryOptions.perKey(DeliveryKey.SESSION),
                attempt -> handled.add(attempt.event().id()))) {
      List<DomainEvent> events = new ArrayList<>(appended(store, 100));
      for (int i = 0; i < 50; i++) {
        all.add(handled.poll(60, TimeUnit.SECONDS));
      }
      server.close();
      server = PostgresServer.start(directory.resolve("server"), server.port());
      events.addAll(appended(store, 100));
      assertThat(delivery.flush(LONG)).isTrue();
      handled.drainTo(all);
      List<String> first = new ArrayList<>();
      HashSet<String> seen = new HashSet<>();
      all.stream().filter(seen::add).forEach(first::add);
      assertThat(first).isEqualTo(ids(events));
      assertThat(log.warnings().stream().filter(entry -> entry.contains("'mailer'")).count())
          .isLessThanOrEqualTo(3);
    } finally {
      server.close();
    }
  }
}
