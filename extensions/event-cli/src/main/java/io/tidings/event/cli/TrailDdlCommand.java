package io.tidings.event.cli;

import io.tidings.event.cli.text.Output;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EventStoreBuilder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code trail ddl}: the statements that create the schema of a trail. */
@Command(
    name = "ddl",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Print the SQL that creates the schema of a trail, for a role that may create tables.",
      "The role of the program then needs no such right; it opens the trail with migrate(false).",
      "For example: tidings trail ddl postgresql | psql -1 --set ON_ERROR_STOP=1 DATABASE"
    })
final class TrailDdlCommand implements Callable<Integer> {

  private static final String RIGHTS =
      """
      -- Grant the role of the program, in the schema of the trail:
      --   GRANT USAGE ON SCHEMA ... TO ...;
      --   GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ... TO ...;
      --   GRANT SELECT ON ALL SEQUENCES IN SCHEMA ... TO ...;\
      """;

  private final Writer writer;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DATABASE",
      description = "The kind of the database: ${COMPLETION-CANDIDATES}.")
  private Kind kind = Kind.sqlite;

  @Option(
      names = "--schema-version",
      paramLabel = "NUMBER",
      description = "The version of the schema, from 1 on. Default: the current one.")
  private int version = EventStoreBuilder.SCHEMA_VERSION;

  TrailDdlCommand(Writer writer) {
    this.writer = writer;
  }

  @Override
  public Integer call() throws IOException {
    if (version < 1 || version > EventStoreBuilder.SCHEMA_VERSION) {
      throw new ParameterException(
          spec.commandLine(),
          "--schema-version must be 1 to %s, but is %s"
              .formatted(EventStoreBuilder.SCHEMA_VERSION, version));
    }
    Output output = new Output(writer);
    output.line("-- The schema of a trail of Tidings, version " + version);
    if (kind == Kind.postgresql) {
      RIGHTS.lines().forEach(output::line);
    }
    kind.builder().ddl(version).forEach(sql -> (sql + ";").lines().forEach(output::line));
    output.end();
    return ExitCode.OK;
  }

  /** The kinds of databases, by their names in the command. */
  private enum Kind {
    sqlite,
    postgresql;

    EventStoreBuilder builder() {
      return this == sqlite
          ? EventStore.builder(Path.of("trail.db"))
          : EventStore.builder(new PGSimpleDataSource());
    }
  }
}
