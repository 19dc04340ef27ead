package io.tidings.event.json.internal;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Field of an event, with its name in JSON and in the log, in the order of writing. */
public enum EventField {
  EVENT_ID,
  EVENT_TYPE,
  TIMESTAMP,
  CORRELATION_ID,
  CAUSATION_ID,
  ORGANIZATION_ID,
  WORKSPACE_ID,
  PROJECT_ID,
  USER_ID,
  PLAN_ID,
  ROOT_PLAN_ID,
  SESSION_ID,
  ACTOR_NAME,
  PROJECT_NAME,
  TRACE_ID,
  SPAN_ID,
  DETAILS;

  private static final Map<String, EventField> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(field -> field.text, Function.identity()));

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Returns the field with a name, null if there is none. */
  public static @Nullable EventField find(String name) {
    return BY_NAME.get(name);
  }

  /** Returns whether every event has this field. */
  public boolean isRequired() {
    return this == EVENT_ID || this == EVENT_TYPE || this == TIMESTAMP || this == CORRELATION_ID;
  }

  /** Returns the field's name. */
  @Override
  public String toString() {
    return text;
  }
}
