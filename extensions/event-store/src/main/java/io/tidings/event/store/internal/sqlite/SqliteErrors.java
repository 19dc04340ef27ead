package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.dictionary.DamagedRow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Translation of SQLite's result codes. Stateless. */
public final class SqliteErrors {

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  /** Too big; a constraint or trigger; a value of another type. */
  private static final Set<Integer> CONTENT = Set.of(18, 19, 20);

  private SqliteErrors() {}

  /** Returns whether another connection has a lock. */
  static boolean isBusy(SQLException failure) {
    int code = failure.getErrorCode() & 0xFF;
    return code == BUSY || code == LOCKED;
  }

  /** Returns the exception for a failed operation on a file. */
  public static RuntimeException translate(
      FailureFactory failures,
      Path file,
      String operation,
      Duration busyTimeout,
      SQLException failure) {
    int code = failure.getErrorCode() & 0xFF;
    return failures.create(
        operation.equals(Database.APPEND) && CONTENT.contains(code)
            ? FailureReason.UNSTORABLE
            : reason(code),
        "cannot " + operation + " the trail " + file + ": " + problem(code, busyTimeout, failure),
        failure);
  }

  private static FailureReason reason(int code) {
    return switch (code) {
      case BUSY, LOCKED -> FailureReason.BUSY;
      case READ_ONLY -> FailureReason.READ_ONLY;
      case FULL -> FailureReason.FULL;
      case CORRUPT -> FailureReason.CORRUPT;
      case NOT_A_DATABASE -> FailureReason.FOREIGN;
      default -> FailureReason.FAILED;
    };
  }

  private static String problem(int code, Duration busyTimeout, SQLException failure) {
    return switch (code) {
      case BUSY, LOCKED -> "another connection has locked it for longer than " + busyTimeout;
      case READ_ONLY -> "it is read-only; make it writable";
      case FULL -> "there is no space left on the disk or below maxBytes; make room";
      case CORRUPT ->
          "it is damaged%s; keep a copy, and recover rows with sqlite3 .recover"
              .formatted(failure instanceof DamagedRow ? ": " + failure.getMessage() : "");
      case NOT_A_DATABASE -> "it is not an SQLite database; name another file";
      case CANNOT_OPEN ->
          "it cannot be opened; check its permissions and those of its directory, in which readers"
              + " too create a file";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
