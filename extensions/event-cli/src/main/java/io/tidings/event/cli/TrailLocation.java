package io.tidings.event.cli;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.EventStoreBuilder;
import io.tidings.event.store.StoreException;
import io.tidings.event.store.StoreException.Reason;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The location of a trail: a file, or a PostgreSQL database whose password is in the environment.
 */
final class TrailLocation {

  private static final String JDBC = "jdbc:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String PASSWORD = "PGPASSWORD";

  private final Map<String, String> environment = System.getenv();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TRAIL",
      description = {
        "The trail: a file, or a URL such as jdbc:postgresql://host/database?user=auditor."
            + " The password is read from PGPASSWORD only."
      })
  private String trail = "";

  /** Opens the trail for reading. */
  EventStore open() {
    return open(builder().readOnly());
  }

  /** Opens an existing trail for writing, which migrates a small one of an older schema. */
  EventStore openForWriting() {
    isOlder();
    return open(builder());
  }

  /** Returns whether an existing trail has an older schema. */
  private boolean isOlder() {
    try {
      open().close();
      return false;
    } catch (StoreException older) {
      if (older.reason() != Reason.OLDER_SCHEMA) {
        throw older;
      }
      return true;
    }
  }

  /** Migrates an existing trail; returns false if it has the current version. */
  boolean migrate(EventStoreBuilder.MigrationListener listener) {
    boolean isOlder = isOlder();
    if (isOlder) {
      open(builder().migrating(listener)).close();
    }
    return isOlder;
  }

  /** Returns the file of the trail with a suffix, or {@code fallback} if the trail is a URL. */
  Path sibling(String fallback, String suffix) {
    return Path.of(trail.startsWith(JDBC) ? fallback : trail + suffix);
  }

  private EventStore open(EventStoreBuilder builder) {
    try {
      return builder.open();
    } catch (StoreException failure) {
      if (failure.reason() == Reason.NOT_FOUND) {
        throw new ParameterException(
            spec.commandLine(), "TRAIL '" + trail + "' does not exist", failure);
      }
      throw failure;
    }
  }

  private EventStoreBuilder builder() {
    if (!trail.startsWith(JDBC)) {
      return EventStore.builder(Path.of(trail));
    }
    if (!trail.startsWith(POSTGRESQL)) {
      throw new ParameterException(
          spec.commandLine(), "TRAIL must be a file, or a URL that begins with " + POSTGRESQL);
    }
    if (trail.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new ParameterException(
          spec.commandLine(),
          "TRAIL must not contain a password, which other users could read; set " + PASSWORD);
    }
    return EventStore.builder(connections());
  }

  private PGSimpleDataSource connections() {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    try {
      connections.setURL(trail);
    } catch (IllegalArgumentException rejection) {
      throw new ParameterException(
          spec.commandLine(), "TRAIL '" + trail + "' is not a JDBC URL", rejection);
    }
    connections.setApplicationName("tidings");
    String password = environment.get(PASSWORD);
    if (password != null) {
      connections.setPassword(password);
    }
    return connections;
  }
}
