package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.testkit.contract.Contract;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two processes with one delivery, of which the active one is killed, or stopped until the other
 * has taken over. {@code mvn -pl extensions/event-store -am test -Dtest=DeliveryKillTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddelivery.cycles=100} does so a hundred times.
 */
@Tag("once")
class DeliveryKillTest extends EveryDatabaseTest {

  private static final int KEYS = 5;
  private static final int MORE = 40;

  private final Map<Long, Process> processes = new HashMap<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Set<Long> expected = new HashSet<>();
  private final Set<Long> seen = new HashSet<>();
  private long number;

  private Path log() {
    return directory.resolve("handled.log");
  }

  @AfterEach
  void end() {
    processes.values().forEach(process -> process.toHandle().destroyForcibly());
  }

  private void startProcess() throws IOException {
    Process process = DeliveringProcess.start(place().address(), log());
    processes.put(process.pid(), process);
    BufferedReader reader = process.inputReader();
    Thread pump = new Thread(() -> reader.lines().forEach(lines::add), "pump");
    pump.setDaemon(true);
    pump.start();
  }

  private void append(EventStore store, Random random) {
    List<DomainEvent> more = new ArrayList<>();
    for (int i = 0; i < MORE; i++) {
      more.add(
          event(EventType.PLAN_CREATED)
              .sessionId("s-" + random.nextInt(KEYS))
              .detail("failures", random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0)
              .build());
      number++;
    }
    store.append(more);
    store.list(EventQuery.platform().cursor(Cursor.start())).forEach(e -> expected.add(e.seq()));
  }

  /** Returns the process that has handled the next event. */
  private long next(String when) throws InterruptedException {
    String line = lines.poll(60, TimeUnit.SECONDS);
    assertThat(line).as(when).isNotNull();
    String[] parts = line.split(" ", -1);
    seen.add(Long.valueOf(parts[2]));
    return Long.parseLong(parts[0]);
  }

  private static void signal(String signal, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Contract({"DLV-01", "DLV-02", "DLV-04"})
  @Test
  void killed_and_stopped_processes_lose_nothing_and_keep_the_order() throws Exception {
    int cycles = Integer.getInteger("delivery.cycles", 10);
    long seed = Long.getLong("delivery.seed", System.nanoTime());
    Random random = new Random(seed);
    EventStore store = closing(place().builder().busyTimeout(Duration.ofMillis(500)).open());
    startProcess();
    startProcess();
    for (int cycle = 0; cycle < cycles; cycle++) {
      String when = "seed " + seed + ", cycle " + cycle;
      append(store, random);
      long active = next(when);
      for (int i = random.nextInt(MORE / 2); i > 0 || !processes.containsKey(active); i--) {
        active = next(when);
      }
      if (random.nextBoolean()) {
        kill(active);
      } else {
        stop(store, random, active, when);
      }
    }
    append(store, random);
    while (!seen.containsAll(expected)) {
      next("seed " + seed + ", at the end");
    }
    for (Process process : processes.values()) {
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    requireSettled(store);
    requireOrder(Files.readAllLines(log()), "seed " + seed);
    System.out.printf("%s cycles, %s events, seed %s%n", cycles, number, seed);
  }

  private void kill(long active) throws Exception {
    Process killed = Objects.requireNonNull(processes.remove(active));
    killed.toHandle().destroyForcibly();
    assertThat(killed.waitFor()).isEqualTo(137);
    startProcess();
  }

  /**
   * Stops a process until the other one has handled an event, then has it continue. In a file it is
   * stopped again if it was within a transaction, which locks the file.
   */
  private void stop(EventStore store, Random random, long active, String when) throws Exception {
    signal("STOP", active);
    while (!isAppended(store, random)) {
      signal("CONT", active);
      LockSupport.parkNanos(random.nextInt(3_000_000));
      signal("STOP", active);
    }
    for (long other = active; other == active || !processes.containsKey(other); ) {
      other = next(when);
    }
    signal("CONT", active);
  }

  private boolean isAppended(EventStore store, Random random) {
    try {
      append(store, random);
      return true;
    } catch (StoreException busy) {
      assertThat(busy.reason()).isEqualTo(StoreException.Reason.BUSY);
      return false;
    }
  }

  /** Requires that nothing is left, and nothing is delivered again. */
  private void requireSettled(EventStore store) {
    try (Delivery delivery =
        store.deliver(
            "mailer",
            EventQuery.platform(),
            DeliveringProcess.OPTIONS,
            attempt -> {
              throw new IllegalStateException("delivered again: " + attempt.seq());
            })) {
      assertThat(delivery.flush(Duration.ofSeconds(60))).isTrue();
      DeliveryMetrics metrics = delivery.metrics();
      assertThat(metrics.failed() + metrics.held() + metrics.dead()).isZero();
      assertThat(metrics.lag()).isZero();
    }
  }

  /** Requires that each event of a key was handled first after all earlier ones of the key. */
  private static void requireOrder(List<String> handled, String when) {
    Map<String, Long> last = new HashMap<>();
    Set<String> repeated = new HashSet<>();
    for (String line : handled) {
      String[] parts = line.split(" ", -1);
      if (repeated.add(parts[1] + " " + parts[2])) {
        long before = last.getOrDefault(parts[1], 0L);
        long seq = Long.parseLong(parts[2]);
        assertThat(seq).as("%s: %s", when, line).isGreaterThan(before);
        last.put(parts[1], seq);
      }
    }
  }

  @Test
  void events_out_of_order_would_be_noticed() {
    requireOrder(List.of("1 a 1", "1 a 2", "2 a 1", "2 b 1"), "repeated");
    assertThatThrownBy(() -> requireOrder(List.of("1 a 2", "1 a 1"), "exchanged"))
        .isInstanceOf(AssertionError.class);
  }
}
