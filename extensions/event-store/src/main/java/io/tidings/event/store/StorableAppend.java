package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.StoreException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append of all events but those that the database rejects for their content. A rejected batch
 * is halved until the events that it was rejected for are alone; a batch of n events with one of
 * them takes about 2 log n transactions. Confined to one call.
 */
final class StorableAppend {

  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

  private final Appender appender;
  private final long receivedAt;
  private final List<AppendResult.Outcome> outcomes = new ArrayList<>();

  StorableAppend(Appender appender, long receivedAt) {
    this.appender = appender;
    this.receivedAt = receivedAt;
  }

  /** Stores the rows in their order; returns one outcome for each. */
  List<AppendResult.Outcome> outcomes(List<EventRow> rows) {
    append(rows);
    return outcomes;
  }

  /** Returns whether a part of the rows is committed, also after a failure. */
  boolean hasCommitted() {
    return outcomes.stream().anyMatch(outcome -> outcome != AppendResult.Outcome.UNSTORABLE);
  }

  private void append(List<EventRow> rows) {
    try {
      outcomes.addAll(appender.append(rows, receivedAt));
    } catch (StoreException failure) {
      if (failure.reason() != Reason.UNSTORABLE) {
        throw failure;
      }
      leaveOut(rows, failure);
    }
  }

  private void leaveOut(List<EventRow> rows, StoreException failure) {
    if (rows.size() > 1) {
      int half = rows.size() / 2;
      append(rows.subList(0, half));
      append(rows.subList(half, rows.size()));
    } else {
      warn(rows.get(0).event(), failure);
      outcomes.add(AppendResult.Outcome.UNSTORABLE);
    }
  }

  private static void warn(DomainEvent event, StoreException failure) {
    String project = event.scope().project();
    LOG.warn(
        "The database rejects the content of event {} ({}, {}); it is not stored, the others of"
            + " its batch are: {}",
        event.id(),
        event.kind().id(),
        project == null ? "no project" : "project " + project,
        failure.getMessage());
  }
}
