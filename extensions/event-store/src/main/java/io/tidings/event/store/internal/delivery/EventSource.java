package io.tidings.event.store.internal.delivery;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.internal.follow.RemovalMark;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The events that one consumer reads. Thread-safe. */
public interface EventSource {

  /** Returns the events after a position, at most a page of them. */
  Page page(long after);

  /** Returns the events at positions, whether they match the query or not; without removed ones. */
  List<Entry> at(Collection<Long> positions);

  /** Returns the number of events after a position. */
  long count(long after);

  /** Returns the project of the query, empty text for the platform. */
  String project();

  /**
   * An event with its position. Immutable.
   *
   * @param seq the position
   * @param receivedAt the time of arrival
   * @param event the event
   */
  record Entry(long seq, Instant receivedAt, DomainEvent event) {}

  /**
   * A page of events. Immutable.
   *
   * @param entries the events, in order
   * @param upTo the position up to which there are no others
   * @param isLast whether no more events were stored
   * @param removed the latest removal beyond the position that the page was read from
   */
  record Page(List<Entry> entries, long upTo, boolean isLast, RemovalMark removed) {}
}
