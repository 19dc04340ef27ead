package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The speed of a migration, measured by command: {@code mvn -pl extensions/event-store -am test
 * -Dtest=MigrationSpeed -Dsurefire.failIfNoSpecifiedTests=false -Dmigration.events=1000000}.
 */
class MigrationSpeed extends EveryDatabaseTest {

  @Test
  void migration_of_many_events() throws Exception {
    int count = Integer.getInteger("migration.events", 100_000);
    TrailOfVersion12.create(place());
    List<String> indexes =
        place()
            .texts(
                backend() == Backend.SQLITE
                    ? "SELECT sql FROM sqlite_schema WHERE name LIKE 'event^_by%' ESCAPE '^'"
                    : "SELECT indexdef FROM pg_indexes WHERE indexname LIKE 'event\\_by%'"
                        + " AND schemaname = current_schema()");
    List<String> names =
        place()
            .texts(
                backend() == Backend.SQLITE
                    ? "SELECT name FROM sqlite_schema WHERE name LIKE 'event^_by%' ESCAPE '^'"
                    : "SELECT indexname FROM pg_indexes WHERE indexname LIKE 'event\\_by%'"
                        + " AND schemaname = current_schema()");
    for (String name : names) {
      place().execute("DROP INDEX " + name);
    }
    TrailOfVersion12.append(place(), count, new Random(1));
    place().execute(indexes.toArray(String[]::new));
    long size = backend() == Backend.SQLITE ? file().toFile().length() : 0;

    List<String> steps = new ArrayList<>();
    long start = System.nanoTime();
    builder()
        .migrating(
            (step, done, total) -> {
              String text =
                  "%s from %.1f s".formatted(step, (System.nanoTime() - start) / 1_000_000_000.0);
              if (steps.isEmpty()
                  || !steps.get(steps.size() - 1).startsWith(step.substring(0, 4))) {
                steps.add(text);
              }
            })
        .database(new Migrations(Schema.MIGRATIONS, clock));
    double seconds = (System.nanoTime() - start) / 1_000_000_000.0;

    System.out.printf(
        "%s: %,d events in %.1f s, %,.0f a second; %s; file %,d to %,d bytes%n",
        backend(),
        count,
        seconds,
        count / seconds,
        steps,
        size,
        backend() == Backend.SQLITE ? file().toFile().length() : 0);
    assertThat(place().texts("SELECT count(*) FROM trail_event")).containsExactly("" + count);
  }
}
