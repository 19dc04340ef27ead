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

/** Where a trail is: a file, or a PostgreSQL database whose password is in the environment. */
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
            + " A password is taken from PGPASSWORD alone."
      })
  private String trail = "";

  /** Opens the trail for reading. */
  EventStore open() {
    return open(builder().readOnly());
  }

  /** Opens a trail that is there for writing, which brings an older one up to date. */
  EventStore openForWriting() {
    try {
      open().close();
    } catch (StoreException older) {
      if (older.reason() != Reason.OLDER_SCHEMA) {
        throw older;
      }
    }
    return open(builder());
  }

  /** Returns the file beside a trail in a file whose name has an ending more; else another. */
  Path beside(String elsewhere, String ending) {
    return Path.of(trail.startsWith(JDBC) ? elsewhere : trail + ending);
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
          "TRAIL must not have a password in it, which others could see; set " + PASSWORD);
    }
    return EventStore.builder(connections());
  }

  private PGSimpleDataSource connections() {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    try {
      connections.setURL(trail);
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          spec.commandLine(), "TRAIL '" + trail + "' is no JDBC URL", refused);
    }
    connections.setApplicationName("tidings");
    String password = environment.get(PASSWORD);
    if (password != null) {
      connections.setPassword(password);
    }
    return connections;
  }
}
