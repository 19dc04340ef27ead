package io.tidings.event.webhooks;

import io.tidings.event.store.StoredEvent;
import java.util.Map;

/** Null where the compiler would not let it pass. */
final class Absent {

  static final StoredEvent STORED = absent(StoredEvent.class);

  private Absent() {}

  @SuppressWarnings("NullAway")
  private static <T> T absent(Class<T> type) {
    return type.cast(Map.of().get("absent"));
  }
}
