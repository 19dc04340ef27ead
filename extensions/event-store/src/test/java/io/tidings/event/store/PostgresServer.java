package io.tidings.event.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server on this machine. */
final class PostgresServer implements AutoCloseable {

  private static final String URL = "jdbc:postgresql://localhost:%s/postgres?user=postgres";

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Returns the one server that lives as long as the tests. */
  static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** Starts a server on a directory that outlives it; port 0 is any. */
  static PostgresServer start(Path directory, int port) throws IOException {
    return new PostgresServer(
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start());
  }

  /** Kills the server on a directory with all its processes, as a crash would. */
  static void kill(Path directory) throws Exception {
    String postmaster = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(postmaster.strip())).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(0, server);
    for (ProcessHandle process : all) {
      process.destroyForcibly();
    }
    for (ProcessHandle process : all) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  int port() {
    return server.getPort();
  }

  String url(String schema) {
    return URL.formatted(port())
        + "&currentSchema="
        + URLEncoder.encode(schema, StandardCharsets.UTF_8);
  }

  PGSimpleDataSource connections(String schema) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(URL.formatted(port()));
    source.setCurrentSchema(schema);
    source.setApplicationName("the tests");
    return source;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static final class Shared {
    private static final PostgresServer SERVER = make();

    private static PostgresServer make() {
      try {
        return new PostgresServer(
            EmbeddedPostgres.builder().setDataDirectory(MemoryDirectory.create()).start());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
