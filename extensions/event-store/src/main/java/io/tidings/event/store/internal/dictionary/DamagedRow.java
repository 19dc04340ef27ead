package io.tidings.event.store.internal.dictionary;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Exception about a row of the trail that is missing or has no valid content. It has PostgreSQL's
 * state and SQLite's code for damage.
 */
public final class DamagedRow extends SQLException {

  private static final long serialVersionUID = 1;
  private static final int CORRUPT = 11;

  /** Creates an exception whose message names the row. */
  public DamagedRow(String problem, @Nullable Throwable cause) {
    super(problem, "XX001", CORRUPT, cause);
  }
}
