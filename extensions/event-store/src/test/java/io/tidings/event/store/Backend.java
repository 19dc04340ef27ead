package io.tidings.event.store;

import java.nio.file.Path;
import java.sql.SQLException;

/** The databases that a trail may lie in. */
public enum Backend {
  SQLITE {
    @Override
    public TestPlace place(Path directory) {
      return new SqlitePlace(directory.resolve("trail.db"));
    }
  },
  POSTGRES {
    @Override
    public TestPlace place(Path directory) throws SQLException {
      return PostgresPlace.make();
    }
  };

  /** Returns a place for the trail of one test. */
  public abstract TestPlace place(Path directory) throws SQLException;
}
