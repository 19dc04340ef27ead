package io.tidings.event.json.internal;

import io.tidings.event.EventCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of the kinds of a catalogue as definitions of a schema. Stateless. */
public final class SchemaNames {

  /** The name of the definition of the fields that all events have. */
  public static final String EVENT = "event";

  private static final String UNSAFE = "[^A-Za-z0-9._-]";

  private SchemaNames() {}

  /**
   * Returns entries by name: the id, with the characters that components of AsyncAPI must not have
   * replaced by an underscore, and with a number if another kind has the name.
   */
  public static Map<String, EventCatalog.Entry> of(List<EventCatalog.Entry> entries) {
    Map<String, EventCatalog.Entry> kinds = new LinkedHashMap<>();
    for (EventCatalog.Entry entry : entries) {
      String safe = entry.id().replaceAll(UNSAFE, "_");
      String name = safe;
      for (int i = 2; name.equals(EVENT) || kinds.containsKey(name); i++) {
        name = safe + "-" + i;
      }
      kinds.put(name, entry);
    }
    return kinds;
  }
}
