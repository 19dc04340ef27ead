package io.tidings.event.store.internal;

import java.util.Locale;

/** The columns of the event table that an append writes, in the order of its parameters. */
public enum Column {
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
  TRACE_ID,
  SPAN_ID,
  REQUEST_TYPE,
  DETAILS,
  TOOL_NAME,
  DURATION_MS;

  private final String sqlName = name().toLowerCase(Locale.ROOT);

  /** Returns the index of its parameter, from 1. */
  public int parameter() {
    return ordinal() + 1;
  }

  /** Returns whether its values are numbers rather than texts. */
  public boolean isNumber() {
    return this == TIMESTAMP || this == RECEIVED_AT || this == DURATION_MS;
  }

  @Override
  public String toString() {
    return sqlName;
  }
}
