package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Translation of PostgreSQL's SQL states. Stateless. */
public final class PostgresErrors {

  /** Too many connections; the server is shut down, has crashed, is not up yet. */
  private static final Set<String> UNAVAILABLE = Set.of("53300", "57P01", "57P02", "57P03");

  private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "57014");
  private static final Set<String> READ_ONLY = Set.of("25006", "42501");
  private static final Set<String> FULL = Set.of("53100", "53200");
  private static final Set<String> NO_TABLES = Set.of("42P01", "3F000");

  private PostgresErrors() {}

  /** Returns the exception for a failed operation on a trail. */
  public static RuntimeException translate(
      FailureFactory failures, String trail, String operation, SQLException failure) {
    FailureReason reason = reason(failure);
    return failures.create(
        reason,
        "cannot " + operation + " the trail " + trail + ": " + problem(reason, failure),
        failure);
  }

  private static FailureReason reason(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08")
        || UNAVAILABLE.contains(state)
        || failure instanceof SQLTransientConnectionException) {
      return FailureReason.UNAVAILABLE;
    }
    if (BUSY.contains(state)) {
      return FailureReason.BUSY;
    }
    if (READ_ONLY.contains(state)) {
      return FailureReason.READ_ONLY;
    }
    if (FULL.contains(state)) {
      return FailureReason.FULL;
    }
    if (NO_TABLES.contains(state)) {
      return FailureReason.GONE;
    }
    return state.startsWith("XX") ? FailureReason.CORRUPT : FailureReason.FAILED;
  }

  private static String problem(FailureReason reason, SQLException failure) {
    return switch (reason) {
      case UNAVAILABLE ->
          "the server cannot be reached; check that it runs and accepts connections";
      case BUSY -> "other transactions are in the way; try again";
      case READ_ONLY -> "it is read-only; grant the role the right to write";
      case FULL -> "the server has no space left; make room";
      case GONE -> "its tables no longer exist; restore them from a backup, or name another schema";
      default -> firstLine(failure);
    };
  }

  /** Further lines may contain values of an event. */
  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
