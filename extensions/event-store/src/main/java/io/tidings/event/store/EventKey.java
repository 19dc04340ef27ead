package io.tidings.event.store;

import io.tidings.event.DomainEvent;

/**
 * What an event is stored once for. Immutable.
 *
 * @param project its project as the table has it
 * @param id its id
 */
record EventKey(String project, String id) {

  static EventKey of(DomainEvent event) {
    return new EventKey(EventTable.project(event), event.id());
  }
}
