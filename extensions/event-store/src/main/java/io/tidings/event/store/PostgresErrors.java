package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What PostgreSQL's SQL states mean for a host. Stateless. */
final class PostgresErrors {

  /** Too many connections; the server is shut down, has crashed, is not up yet. */
  private static final Set<String> AWAY = Set.of("53300", "57P01", "57P02", "57P03");

  private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "57014");
  private static final Set<String> READ_ONLY = Set.of("25006", "42501");
  private static final Set<String> FULL = Set.of("53100", "53200");
  private static final Set<String> NO_TABLES = Set.of("42P01", "3F000");

  private PostgresErrors() {}

  static StoreException told(String trail, String what, SQLException failure) {
    Reason reason = reason(failure);
    return new StoreException(
        reason, "cannot " + what + " the trail " + trail + ": " + words(reason, failure), failure);
  }

  private static Reason reason(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08")
        || AWAY.contains(state)
        || failure instanceof SQLTransientConnectionException) {
      return Reason.UNAVAILABLE;
    }
    if (BUSY.contains(state)) {
      return Reason.BUSY;
    }
    if (READ_ONLY.contains(state)) {
      return Reason.READ_ONLY;
    }
    if (FULL.contains(state)) {
      return Reason.FULL;
    }
    if (NO_TABLES.contains(state)) {
      return Reason.GONE;
    }
    return state.startsWith("XX") ? Reason.CORRUPT : Reason.FAILED;
  }

  private static String words(Reason reason, SQLException failure) {
    return switch (reason) {
      case UNAVAILABLE -> "the server cannot be reached; see that it runs and takes connections";
      case BUSY -> "others are in the way; try again";
      case READ_ONLY -> "it may only be read; grant the role the right to write";
      case FULL -> "the server has no space left; make room";
      case GONE -> "its tables are gone; open the store again to begin a new trail";
      default -> firstLine(failure);
    };
  }

  /** What follows the first line may have values of an event. */
  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
