package io.tidings.event.store.internal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The values of one row of the event table, texts and Longs. Immutable. */
public final class RowValues {

  private final @Nullable Object[] values;

  private RowValues(@Nullable Object[] values) {
    this.values = values;
  }

  /** Creates a row; the values stand in the order of {@link Column}. */
  public static RowValues of(@Nullable Object... values) {
    if (values.length != Column.values().length) {
      throw new IllegalArgumentException("values must be one for each column: " + values.length);
    }
    return new RowValues(values.clone());
  }

  public @Nullable Object get(Column column) {
    return values[column.ordinal()];
  }

  /** Returns the value of a column that is a text and never null. */
  public String text(Column column) {
    return (String) requireNonNull(get(column));
  }

  public EventKey key() {
    return new EventKey(text(Column.PROJECT_ID), text(Column.EVENT_ID));
  }
}
