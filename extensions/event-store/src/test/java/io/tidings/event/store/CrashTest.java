package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills a process that appends, twenty times on each trail. {@code mvn -pl extensions/event-store
 * -am test -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false -Dcrash.cycles=1000} does so a
 * thousand times.
 */
@Tag("once")
@MemoryDirectory.OnDisk
class CrashTest extends EveryDatabaseTest {

  private static final int SIZE = 7;
  private static final int CYCLES_OF_A_TRAIL = 20;

  @Contract({"STO-03", "STO-02"})
  @Test
  void what_was_appended_before_a_kill_is_there_after_it() throws Exception {
    int cycles = Integer.getInteger("crash.cycles", 10);
    long seed = Long.getLong("crash.seed", System.nanoTime());
    Random random = new Random(seed);
    Set<String> acknowledged = new HashSet<>();
    int appends = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      if (cycle % CYCLES_OF_A_TRAIL == 0) {
        renewPlace();
        acknowledged.clear();
      }
      List<String> said = killed("c" + cycle, random);
      acknowledged.addAll(said);
      appends += said.size();
      verify(acknowledged, "seed " + seed + ", cycle " + cycle);
    }
    assertThat(appends).isGreaterThan(cycles);
    System.out.printf("%s kills, %s appends acknowledged, seed %s%n", cycles, appends, seed);
  }

  @Test
  void an_append_that_is_lost_or_stored_in_part_would_be_noticed() throws Exception {
    EventStore store = open();
    store.append(events(SIZE));

    verify(Set.of(), "whole");
    assertThatThrownBy(() -> verify(Set.of("lost-1"), "lost")).isInstanceOf(AssertionError.class);
    store.append(event());
    assertThatThrownBy(() -> verify(Set.of(), "part")).isInstanceOf(AssertionError.class);
  }

  /** Returns what a process said before it was killed. */
  private List<String> killed(String name, Random random) throws IOException, InterruptedException {
    Process process = WritingProcess.start(place().address(), name, 0, SIZE);
    List<String> said = new ArrayList<>();
    int after = 1 + random.nextInt(60);
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (said.size() == after) {
          spin(random.nextInt(500_000));
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).as("it was killed").isEqualTo(137);
    assertThat(said.remove(0)).isEqualTo("open");
    return said;
  }

  private static void spin(long nanos) {
    for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  private void verify(Set<String> acknowledged, String when) throws Exception {
    Set<String> stored = new HashSet<>();
    long[] last = {0};
    try (EventStore store = builder().open();
        Stream<StoredEvent> events = store.stream(IN_APOLLO.cursor(Cursor.start()))) {
      events.forEach(
          event -> {
            assertThat(event.seq()).as(when).isGreaterThan(last[0]);
            last[0] = event.seq();
            assertThat(stored.add(event.event().id())).as(when).isTrue();
          });
    }
    assertThat(stored).as(when).containsAll(acknowledged);
    assertThat(stored.size() % SIZE).as("%s: whole batches", when).isZero();
    if (backend() == Backend.SQLITE) {
      assertThat(place().texts("PRAGMA integrity_check")).as(when).containsExactly("ok");
    }
  }
}
