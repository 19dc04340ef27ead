package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import javax.sql.DataSource;

/** Null where the compiler would not let it pass. */
final class Absent {

  static final DomainEvent EVENT = absent(DomainEvent.class);
  static final Path FILE = absent(Path.class);
  static final Connection CONNECTION = absent(Connection.class);
  static final DataSource CONNECTIONS = absent(DataSource.class);
  static final String ID = absent(String.class);

  private Absent() {}

  @SuppressWarnings("NullAway")
  private static <T> T absent(Class<T> type) {
    return type.cast(Map.of().get("absent"));
  }

  @SuppressWarnings("NullAway")
  static List<DomainEvent> events() {
    return null;
  }

  @SuppressWarnings("NullAway")
  static Flow.Subscriber<StoredEvent> subscriber() {
    return null;
  }
}
