package io.tidings.event.meter;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.spi.StoreDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Look-up of events that are in a trail already. Thread-safe. */
final class StoredKeys {

  private final StoreDatabase database;

  StoredKeys(StoreDatabase database) {
    this.database = database;
  }

  /** Returns project, event id and organization separated by blanks, which no id contains. */
  static String key(DomainEvent event) {
    String project = event.scope().project();
    return key(project == null ? "" : project, event.id(), event.scope().organization());
  }

  private static String key(String project, String id, @Nullable String organization) {
    return project + " " + id + " " + (organization == null ? "" : organization);
  }

  /** Returns the keys of those events that are stored. */
  Set<String> among(List<DomainEvent> events) {
    List<String> ids = events.stream().map(DomainEvent::id).toList();
    return database.retrying(
        () ->
            database.storedKeys(ids).stream()
                .map(stored -> key(stored.project(), stored.eventId(), stored.organization()))
                .collect(Collectors.toSet()));
  }
}
