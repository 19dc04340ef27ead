package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** What SQLite's result codes mean for a host. Stateless. */
final class SqliteErrors {

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  private SqliteErrors() {}

  static StoreException told(Path file, String what, Duration busyTimeout, SQLException failure) {
    String trail = "cannot " + what + " the trail " + file + ": ";
    return switch (failure.getErrorCode() & 0xFF) {
      case BUSY, LOCKED ->
          new StoreException(
              Reason.BUSY,
              trail + "someone else has kept it locked for longer than " + busyTimeout,
              failure);
      case READ_ONLY ->
          new StoreException(
              Reason.READ_ONLY, trail + "it may only be read; make it writable", failure);
      case FULL ->
          new StoreException(
              Reason.FULL,
              trail + "there is no space left on the disk or below maxBytes; make room",
              failure);
      case CORRUPT ->
          new StoreException(
              Reason.CORRUPT,
              trail + "it is damaged; keep a copy, and take what can be read with sqlite3 .recover",
              failure);
      case NOT_A_DATABASE ->
          new StoreException(
              Reason.FOREIGN, trail + "it is no SQLite database; name another file", failure);
      case CANNOT_OPEN ->
          new StoreException(
              Reason.FAILED,
              trail
                  + "it cannot be opened; look at its rights, and those of its directory, where"
                  + " readers too keep a file beside it",
              failure);
      default -> new StoreException(Reason.FAILED, trail + failure.getMessage(), failure);
    };
  }
}
