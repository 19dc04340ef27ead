package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills a process that migrates, some times in each step and at random moments. {@code mvn -pl
 * extensions/event-store -am test -Dtest=MigrationCrashTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dmigration.cycles=100} does so more often.
 */
@Tag("once")
class MigrationCrashTest extends EveryDatabaseTest {

  private static final int EVENTS = 11_000;
  private static final int LEAST_CYCLES = 2;

  /** The progress at which a process is killed, in the order of a migration. */
  private static final List<String> STEPS =
      List.of(
          "copying 0",
          "copying 10000",
          "copying 11000",
          "indexing 0",
          "indexing 6",
          "comparing 10000",
          "finishing 0",
          "finishing 1",
          "finishing 2",
          "finishing 3");

  @Contract("MIG-02")
  @Test
  void killed_migration_is_completed_by_the_next() throws Exception {
    int cycles = Integer.getInteger("migration.cycles", LEAST_CYCLES);
    long seed = Long.getLong("migration.seed", System.nanoTime());
    Random random = new Random(seed);
    int kills = 0;
    for (int cycle = 0; kills < cycles; cycle++) {
      List<List<String>> before = fill(random);
      String step = STEPS.get((cycle * 3 + 1) % STEPS.size());
      boolean isMigrated = false;
      for (int i = 0; i < 3 && !isMigrated; i++) {
        boolean killed = isKilled(i == 0 ? step : STEPS.get(random.nextInt(STEPS.size())), random);
        kills += killed ? 1 : 0;
        isMigrated = verify(before, "seed %s, cycle %s, step %s".formatted(seed, cycle, step));
      }
      if (!isMigrated) {
        assertThat(isKilled("never", random)).isFalse();
        assertThat(verify(before, "seed " + seed)).isTrue();
      }
      renewPlace();
    }
    System.out.printf("%s kills of migrations on %s, seed %s%n", kills, backend(), seed);
  }

  private List<List<String>> fill(Random random) throws SQLException {
    TrailOfVersion12.create(place());
    TrailOfVersion12.append(place(), EVENTS, random);
    place()
        .execute(
            "CREATE TABLE acme (id BIGINT PRIMARY KEY)", "INSERT INTO acme VALUES (3), (5), (8)");
    return TrailOfVersion12.rows(place(), "event");
  }

  /** Migrates in a process until a step and a random time more; returns whether it was killed. */
  private boolean isKilled(String step, Random random) throws IOException, InterruptedException {
    Process process = MigratingProcess.start(place().address());
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader();
        OutputStream continuing = process.getOutputStream()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        boolean isLast = line.equals(step);
        if (isLast && random.nextBoolean()) {
          process.toHandle().destroyForcibly();
        } else if (!line.equals("migrated")) {
          continuing.write('\n');
          continuing.flush();
        }
        if (isLast) {
          spin(random.nextInt(50_000_000));
          process.toHandle().destroyForcibly();
          break;
        }
      }
    }
    int exit = process.waitFor();
    assertThat(exit).as("%s", lines).isIn(0, 137);
    return exit == 137;
  }

  private static void spin(long nanos) {
    for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  /** Verifies that all events are in one of the two forms; returns whether it is the new one. */
  private boolean verify(List<List<String>> before, String when) throws Exception {
    boolean isMigrated =
        place().texts("SELECT max(version) FROM schema_version").get(0).equals("13");
    assertThat(TrailOfVersion12.rows(place(), isMigrated ? "events" : "event"))
        .as(when)
        .isEqualTo(before);
    assertThat(place().texts("SELECT id FROM acme ORDER BY id"))
        .as(when)
        .containsExactly("3", "5", "8");
    if (backend() == Backend.SQLITE) {
      assertThat(place().texts("PRAGMA integrity_check")).as(when).containsExactly("ok");
    }
    return isMigrated;
  }
}
