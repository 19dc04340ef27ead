package io.tidings.event.store.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PostgresNotificationsTest {

  /** Returns a data source that throws one failure after the other. */
  private static DataSource throwing(Iterator<Throwable> failures) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw failures.next();
            });
  }

  @Contract("STO-16")
  @Test
  void failures_are_logged_once_and_the_end_of_the_thread_is_logged() throws Exception {
    Iterator<Throwable> failures =
        List.<Throwable>of(new IllegalStateException("mine"), new NoClassDefFoundError("driver"))
            .iterator();
    CountDownLatch two = new CountDownLatch(2);
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      log.onEntry(entry -> two.countDown());
      PostgresNotifications listener =
          new PostgresNotifications(throwing(failures), "x", "me", () -> {});
      assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
      listener.close();

      assertThat(log.warnings()).hasSize(2);
      assertThat(log.warnings().get(0)).contains("followers poll instead", "reconnecting");
      assertThat(log.warnings().get(1)).contains("tidings-listener has ended");
      assertThat(listener.isListening()).isFalse();
    }
  }

  @Contract("STO-16")
  @Test
  void closed_listener_ends_without_an_entry() {
    Iterator<Throwable> failures =
        Stream.<Throwable>generate(() -> new SQLException("away")).iterator();
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      new PostgresNotifications(throwing(failures), "x", "me", () -> {}).close();

      assertThat(log.warnings()).hasSizeLessThanOrEqualTo(1).noneMatch(w -> w.contains("ended"));
    }
  }
}
