package io.tidings.event.store.internal;

import java.util.Locale;

/** The columns of the event table that an append writes, in the order of its parameters. */
public enum Column {
  EVENT_ID(Type.ID),
  PROJECT(Type.NUMBER),
  SCOPE(Type.NUMBER),
  CONTEXT(Type.NUMBER),
  KIND(Type.NUMBER),
  TIMESTAMP(Type.NUMBER),
  RECEIVED_AT(Type.NUMBER),
  CORRELATION_ID(Type.ID),
  CAUSATION_ID(Type.ID),
  ACTOR(Type.NUMBER),
  REQUEST_TYPE(Type.NUMBER),
  TOOL(Type.NUMBER),
  DURATION_MS(Type.NUMBER),
  TRACE_ID(Type.TEXT),
  SPAN_ID(Type.TEXT),
  DETAILS(Type.TEXT);

  /** The types of columns. */
  public enum Type {
    /** A text of its own. */
    TEXT,
    /** A number, for a text of the dictionary, too. */
    NUMBER,
    /** The bytes of an id. */
    ID
  }

  private final String sqlName = name().toLowerCase(Locale.ROOT);
  private final Type type;

  Column(Type type) {
    this.type = type;
  }

  /** Returns the index of its parameter, from 1. */
  public int parameter() {
    return ordinal() + 1;
  }

  /** Returns the type of its values. */
  public Type type() {
    return type;
  }

  @Override
  public String toString() {
    return sqlName;
  }
}
