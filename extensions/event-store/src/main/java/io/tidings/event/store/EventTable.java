package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.store.internal.IdEncoding;
import io.tidings.event.store.internal.StoredDetails;
import io.tidings.event.store.internal.dictionary.ContextTexts;
import io.tidings.event.store.internal.dictionary.DamagedRow;
import io.tidings.event.store.internal.dictionary.DictionaryReader;
import io.tidings.event.store.spi.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reader of the rows of the event table. Stateless. */
final class EventTable {

  /** The columns to select, in this order. */
  static final String READ =
      "seq, received_at, event_id, kind, timestamp, correlation_id, causation_id, context, actor,"
          + " trace_id, span_id, details";

  private static final int RECEIVED_AT = 2;
  private static final int EVENT_ID = 3;
  private static final int KIND = 4;
  private static final int TIMESTAMP = 5;
  private static final int CORRELATION_ID = 6;
  private static final int CAUSATION_ID = 7;
  private static final int CONTEXT = 8;
  private static final int ACTOR = 9;
  private static final int TRACE_ID = 10;
  private static final int SPAN_ID = 11;
  private static final int DETAILS = 12;

  private EventTable() {}

  /** Returns the query of rows by pairs of event id and project number. */
  static String find(String table, int keys) {
    return """
    WITH given (given_id, given_project) AS (VALUES %s)
    SELECT %s, project FROM given
    JOIN %s ON event_id = given_id AND project = given_project\
    """
        .formatted(String.join(", ", Collections.nCopies(keys, "(?, ?)")), READ, table);
  }

  /**
   * Reads the current row.
   *
   * @param texts has the texts of numbers
   * @param catalog has the kind of the event
   * @throws SQLException if the row is not an event or a text is missing, with the codes of damage
   *     in both databases
   */
  static StoredEvent read(ResultSet rows, DictionaryReader texts, EventCatalog catalog)
      throws SQLException {
    try {
      return event(rows, texts, catalog);
    } catch (IllegalArgumentException noEvent) {
      throw new DamagedRow("row " + rows.getLong(1) + " of trail_event is no event", noEvent);
    }
  }

  /** Returns a kind by its number; a catalogue has its constant. */
  static EventKind kind(long number, DictionaryReader texts, EventCatalog catalog)
      throws SQLException {
    try {
      return catalog.kind(texts.kind(number));
    } catch (IllegalArgumentException noKind) {
      throw new DamagedRow("row " + number + " of trail_kind is no kind", noKind);
    }
  }

  private static StoredEvent event(ResultSet rows, DictionaryReader texts, EventCatalog catalog)
      throws SQLException {
    ContextTexts context = texts.context(rows.getLong(CONTEXT));
    DomainEvent event =
        new DomainEvent(
            id(rows, EVENT_ID),
            catalog.kind(texts.kind(rows.getLong(KIND))),
            Micros.instant(rows.getLong(TIMESTAMP)),
            id(rows, CORRELATION_ID),
            optionalId(rows, CAUSATION_ID),
            context.scope(),
            context.plan(),
            context.rootPlan(),
            context.session(),
            texts.name(rows.getLong(ACTOR)),
            context.projectName(),
            rows.getString(TRACE_ID),
            rows.getString(SPAN_ID),
            StoredDetails.read(details(rows)));
    return new StoredEvent(rows.getLong(1), Micros.instant(rows.getLong(RECEIVED_AT)), event);
  }

  private static String id(ResultSet rows, int column) throws SQLException {
    String id = optionalId(rows, column);
    if (id == null) {
      throw new IllegalArgumentException("an id is empty");
    }
    return id;
  }

  private static @Nullable String optionalId(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? null : IdEncoding.decode(bytes);
  }

  private static String details(ResultSet rows) throws SQLException {
    String details = rows.getString(DETAILS);
    if (details == null) {
      throw new IllegalArgumentException("the details are empty");
    }
    return details;
  }
}
