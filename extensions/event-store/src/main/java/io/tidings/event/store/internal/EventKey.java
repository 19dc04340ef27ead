package io.tidings.event.store.internal;

import io.tidings.event.DomainEvent;

/**
 * The unique key of a stored event. Immutable.
 *
 * @param project its project, empty for none
 * @param id its id
 */
public record EventKey(String project, String id) {

  public static EventKey of(DomainEvent event) {
    return new EventKey(project(event), event.id());
  }

  /** Returns the project as the table holds it: empty for none, so that keys are comparable. */
  public static String project(DomainEvent event) {
    String project = event.scope().project();
    return project == null ? "" : project;
  }
}
