package io.tidings.event.store;

import java.util.Locale;

/** The columns of the table of events that are written, in the order in which they are. */
enum Column {
  PROJECT_ID,
  EVENT_ID,
  KIND,
  CATEGORY,
  TIMESTAMP,
  RECEIVED_AT,
  CORRELATION_ID,
  CAUSATION_ID,
  ORGANIZATION_ID,
  WORKSPACE_ID,
  USER_ID,
  PLAN_ID,
  ROOT_PLAN_ID,
  SESSION_ID,
  ACTOR_NAME,
  PROJECT_NAME,
  REQUEST_TYPE,
  DETAILS,
  TOOL_NAME,
  DURATION_MS;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Returns the place of its parameter, from 1 on. */
  int place() {
    return ordinal() + 1;
  }

  /** Tells whether its values are numbers; else they are texts. */
  boolean isNumber() {
    return this == TIMESTAMP || this == RECEIVED_AT || this == DURATION_MS;
  }

  @Override
  public String toString() {
    return text;
  }
}
