package io.tidings.event.store.internal.query;

import java.util.List;

/**
 * A condition on events. Immutable.
 *
 * @param field the field that it is on
 * @param values texts and Longs
 */
public record Condition(Field field, List<Object> values) {

  /** The fields of conditions. */
  public enum Field {
    EVENT,
    CAUSAL_TREE,
    CORRELATION,
    PROJECT,
    ORGANIZATION,
    WORKSPACE,
    USER,
    SESSION,
    PLAN,
    /** The root of a tree of plans. */
    PLAN_TREE,
    /** Any of several kinds. */
    KINDS,
    /** Any of several kinds, or none of several others, which follow an empty text. */
    KINDS_OR_OTHERS,
    /** Kinds at or after the first text and before the second. */
    KIND_RANGE,
    CATEGORY,
    ACTOR,
    REQUEST_TYPE,
    SINCE,
    AFTER,
    BEFORE,
    UNTIL,
    RECEIVED_SINCE,
    RECEIVED_BEFORE,
    /** The greatest position. */
    UP_TO,
    /** Any of several positions. */
    POSITIONS
  }

  /** Creates a condition. */
  public Condition {
    values = List.copyOf(values);
  }

  /** Creates a condition with one value. */
  public static Condition of(Field field, Object value) {
    return new Condition(field, List.of(value));
  }

  String text() {
    return (String) values.get(0);
  }

  long number() {
    return (Long) values.get(0);
  }
}
