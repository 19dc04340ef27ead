package io.tidings.event.store.internal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The values of one row of the event table: texts, Longs and bytes of ids. Immutable. */
public final class RowValues {

  private final @Nullable Object[] values;

  private RowValues(@Nullable Object[] values) {
    this.values = values;
  }

  /** Creates a row of values in the order of {@link Column}, which are not copied. */
  public static RowValues of(@Nullable Object... values) {
    if (values.length != Column.values().length) {
      throw new IllegalArgumentException("values must be one for each column: " + values.length);
    }
    return new RowValues(values);
  }

  public @Nullable Object get(Column column) {
    return values[column.ordinal()];
  }

  /** Returns the value of a column that is a text and never null. */
  public String text(Column column) {
    return (String) requireNonNull(get(column));
  }

  /** Returns the value of a column that is a number and never null. */
  public long number(Column column) {
    return (Long) requireNonNull(get(column));
  }

  /** Returns the key of the row. */
  public RowKey key() {
    return RowKey.of(number(Column.PROJECT), (byte[]) requireNonNull(get(Column.EVENT_ID)));
  }
}
