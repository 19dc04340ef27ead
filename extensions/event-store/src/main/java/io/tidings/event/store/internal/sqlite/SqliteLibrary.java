package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import java.lang.module.ModuleDescriptor.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;

/** The check of the SQLite library's version. Stateless. */
public final class SqliteLibrary {

  /** The first version that resets a write-ahead log safely while another connection writes. */
  private static final String LEAST = "3.51.3";

  private static final Pattern FORM = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6}){1,3}");

  private SqliteLibrary() {}

  /**
   * Requires a safe library.
   *
   * @throws RuntimeException of the failure factory if it is not
   */
  public static void requireSafe(FailureFactory failures) throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      requireSafe(rows.next() ? rows.getString(1) : "", failures);
    }
  }

  /** Requires a safe version of the library. */
  public static void requireSafe(String version, FailureFactory failures) {
    if (!isSafe(version)) {
      throw failures.create(
          FailureReason.FAILED,
          ("SQLite '%s' on the class path may corrupt a trail when one connection resets the"
                  + " write-ahead log while another one writes; a trail requires SQLite %s or"
                  + " later. Raise org.xerial:sqlite-jdbc to %s.0 or later: in Maven in"
                  + " dependencyManagement, before imported BOMs; with the parent or the plugin of"
                  + " Spring Boot by the property sqlite-jdbc.version")
              .formatted(version, LEAST, LEAST),
          null);
    }
  }

  /** Returns whether a version is safe; one of another form is not. */
  public static boolean isSafe(String version) {
    return FORM.matcher(version).matches()
        && Version.parse(version).compareTo(Version.parse(LEAST)) >= 0;
  }
}
