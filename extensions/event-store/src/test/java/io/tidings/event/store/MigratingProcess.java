package io.tidings.event.store;

import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.testkit.TestClock;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that migrates a trail: {@code MigratingProcess ADDRESS}. It prints each progress and
 * waits for a byte before it continues.
 */
final class MigratingProcess {

  private MigratingProcess() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    builder(args[0])
        .busyTimeout(Duration.ofSeconds(30))
        .migrating((step, done, total) -> report(out, step + " " + done))
        .database(new Migrations(Schema.MIGRATIONS, TestClock.at(TestClock.DEFAULT_START)));
    out.println("migrated");
  }

  private static void report(PrintStream out, String progress) {
    out.println(progress);
    try {
      if (System.in.read() < 0) {
        throw new IllegalStateException("the test has ended");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static EventStoreBuilder builder(String address) {
    if (!address.startsWith("jdbc:")) {
      return EventStore.builder(Path.of(address));
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address);
    return EventStore.builder(source);
  }

  static Process start(String address) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            MigratingProcess.class.getName(),
            address)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
