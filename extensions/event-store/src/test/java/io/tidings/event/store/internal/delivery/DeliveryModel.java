package io.tidings.event.store.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventType;
import io.tidings.event.async.DeadLetter;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import io.tidings.event.store.internal.follow.Leases;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Consumers of one name, driven step by step by a seed: appends, attempts that overlap, failures,
 * crashes, processes that are stopped and continue, faults of the database, its clock set by an
 * hour, dead letters redriven and discarded, events removed by retention. Each step checks what a
 * delivery promises.
 */
final class DeliveryModel {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int MOST_ATTEMPTS = 3;

  /** Decides whether a consumer's write is fenced, to see the checks fail. */
  @FunctionalInterface
  interface Rows {
    ConsumerRows of(MemoryDatabase database, DeliveryOptions options);
  }

  /** A consumer with the attempts of its process. */
  private static final class Running {
    final Term term;
    final List<Item> running = new ArrayList<>();

    Running(Term term) {
      this.term = term;
    }
  }

  private final Random random;
  private final MemoryDatabase database;
  private final Rows rows;
  private final MemorySource source;
  private final boolean passing;
  private final int parallelism;
  private final int keys;
  private final DeliveryOptions options;
  private final EventFactory events;
  private final Map<Long, String> keyOf = new HashMap<>();
  private final Map<Long, Integer> failuresLeft = new HashMap<>();
  private final Set<Long> delivered = new HashSet<>();
  private final Set<Long> discarded = new HashSet<>();
  private final Set<Long> wasDead = new HashSet<>();
  private final Set<Long> redriven = new HashSet<>();
  private final Set<Long> gone = new HashSet<>();
  private final Set<Long> storedAsDone = new HashSet<>();
  private long now = 5_000_000_000L;
  private Running process;
  private final List<Running> stopped = new ArrayList<>();

  DeliveryModel(long seed, MemoryDatabase database, Rows rows) throws SQLException {
    this.random = new Random(seed);
    this.database = database;
    this.rows = rows;
    this.source = new MemorySource(1 + random.nextInt(8));
    this.passing = random.nextInt(3) == 0;
    this.parallelism = 1 + random.nextInt(5);
    this.keys = 1 + random.nextInt(6);
    this.events =
        EventFactory.standard()
            .withClock(TestClock.at(TestClock.DEFAULT_START))
            .withIds(new SequentialIds());
    DeliveryOptions held =
        DeliveryOptions.perKey(DeliveryKey.by("session", DomainEvent::sessionId))
            .parallel(parallelism)
            .lease(LEASE)
            .retrying(
                RetryPolicy.attempts(MOST_ATTEMPTS)
                    .backoff(Duration.ofMillis(10), Duration.ofMillis(500)));
    this.options = passing ? held.passingDeadLetters() : held;
    database.clear();
    this.process = begun();
  }

  private Running begun() throws SQLException {
    ConsumerRows own = rows.of(database, options);
    Settings settings =
        new Settings(
            "mailer", options, new FailureText(text -> text), () -> now, random::nextDouble);
    Optional<ConsumerRows.Start> start = own.takeOver();
    if (start.isEmpty()) {
      pass(LEASE.plusMillis(1));
      start = own.takeOver();
    }
    assertThat(start).as("taken over within the time of the lease").isPresent();
    DeliveryLog log = new DeliveryLog("mailer", () -> now);
    return new Running(
        new Term(settings, own, source, start.orElseThrow(), now, () -> {}, window -> {}, log));
  }

  static Rows fenced() {
    return (database, options) ->
        new ConsumerRows(
            database, new Leases(database.engine(), options.lease()), "mailer", options, "");
  }

  /** Returns rows of consumers that write whether they hold the lease or not. */
  static Rows unfenced() {
    return (database, options) ->
        new ConsumerRows(
            database, new Leases(database.engine(), options.lease()), "mailer", options, "") {
          @Override
          boolean isFenced(boolean isOwner, boolean isEpoch) {
            return true;
          }
        };
  }

  void run(int steps) throws SQLException {
    for (int i = 0; i < steps; i++) {
      step();
    }
    settleAll();
  }

  private void step() throws SQLException {
    int dice = random.nextInt(100);
    if (dice < 20) {
      append();
    } else if (dice < 45) {
      turn(process);
    } else if (dice < 65) {
      take(process);
    } else if (dice < 88) {
      settle(process);
    } else if (dice < 94) {
      pass(Duration.ofMillis(random.nextInt(400)));
    } else if (dice < 95) {
      crash();
    } else if (dice < 96) {
      stop();
    } else if (dice < 97) {
      resume();
    } else if (dice < 98) {
      database.fault =
          MemoryDatabase.Fault.values()[random.nextInt(MemoryDatabase.Fault.values().length)];
    } else if (dice < 99) {
      change();
    } else if (random.nextBoolean()) {
      database.moveClock(Duration.ofHours(random.nextBoolean() ? 1 : -1));
    } else {
      remove();
    }
  }

  /** Removes an event from the trail, as retention does. */
  private void remove() {
    List<Long> all = failuresLeft.keySet().stream().sorted().toList();
    if (!all.isEmpty()) {
      long seq = all.get(random.nextInt(all.size()));
      source.remove(seq);
      gone.add(seq);
    }
  }

  private void append() {
    String key = random.nextInt(10) == 0 ? null : "k" + random.nextInt(keys);
    DomainEvent event = events.root(EventType.PLAN_CREATED).sessionId(key).build();
    long seq = source.append(event, random.nextInt(3));
    if (key != null) {
      keyOf.put(seq, key);
    }
    int dice = random.nextInt(100);
    failuresLeft.put(seq, dice < 70 ? 0 : dice < 95 ? random.nextInt(3) : 4);
  }

  private void pass(Duration time) throws SQLException {
    now += time.toNanos();
    database.moveClock(time);
  }

  private void turn(Running of) {
    try {
      boolean unused = of.term.turn(random.nextInt(4) == 0);
    } catch (MemoryDatabase.Unavailable unavailable) {
      // The next turn tries again.
    }
  }

  private void take(Running of) {
    Item item = of.running.size() < parallelism ? of.term.window().take() : null;
    if (item == null) {
      return;
    }
    of.running.add(item);
    assertThat(item.attempts).as("attempts").isBetween(1, MOST_ATTEMPTS);
    assertThat(discarded).as("discarded").doesNotContain(item.seq);
    if (!redriven.contains(item.seq)) {
      assertThat(storedAsDone).as("delivered again").doesNotContain(item.seq);
    }
    String key = keyOf.get(item.seq);
    if (key != null) {
      requireOrder(of, item, key);
    }
  }

  private void requireOrder(Running of, Item item, String key) {
    assertThat(of.running.stream().filter(each -> key.equals(keyOf.get(each.seq))))
        .as("at the same time")
        .hasSize(1);
    for (Map.Entry<Long, String> each : keyOf.entrySet()) {
      long earlier = each.getKey();
      if (earlier < item.seq && each.getValue().equals(key)) {
        assertThat(
                delivered.contains(earlier)
                    || discarded.contains(earlier)
                    || gone.contains(earlier)
                    || (passing && wasDead.contains(earlier)))
            .as("event %s of %s before %s", earlier, key, item.seq)
            .isTrue();
      }
    }
  }

  private void settle(Running of) {
    if (of.running.isEmpty()) {
      return;
    }
    Item item = of.running.remove(random.nextInt(of.running.size()));
    int left = failuresLeft.getOrDefault(item.seq, 0);
    if (left > 0) {
      failuresLeft.put(item.seq, left - 1);
      if (item.attempts == MOST_ATTEMPTS) {
        wasDead.add(item.seq);
      }
      of.term.window().settle(item, new IllegalStateException("no"));
    } else {
      delivered.add(item.seq);
      of.term.window().settle(item, null);
    }
  }

  /** Ends the process at once, and begins another one. */
  private void crash() throws SQLException {
    database.fault = MemoryDatabase.Fault.NONE;
    pass(LEASE.plusMillis(1));
    noteStored();
    process = begun();
  }

  /** Stops the process until another one has taken over; its clock runs on. */
  private void stop() throws SQLException {
    stopped.add(process);
    crash();
  }

  /** Has a stopped process continue: it must neither begin attempts nor store outcomes. */
  private void resume() {
    if (stopped.isEmpty()) {
      return;
    }
    Running old = stopped.remove(random.nextInt(stopped.size()));
    assertThat(old.term.window().take()).as("begun after its lease").isNull();
    List<String> before = stored();
    for (Item item : old.running) {
      old.term.window().settle(item, random.nextBoolean() ? null : new Exception("late"));
    }
    database.fault = MemoryDatabase.Fault.NONE;
    assertThatThrownBy(old.term::finish)
        .as("a stale outcome was stored")
        .isInstanceOf(LeaseLostException.class);
    assertThat(stored()).isEqualTo(before);
  }

  private List<String> stored() {
    return database.read(
        connection -> {
          List<String> all = new ArrayList<>();
          for (int state = 0; state <= FailureRow.DEAD; state++) {
            new FailureTable("mailer")
                .inState(connection, state, 0, 100_000)
                .forEach(row -> all.add(row.toString()));
          }
          all.add(String.valueOf(position()));
          return all;
        });
  }

  private long position() {
    return database.read(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("SELECT seq FROM delivery_consumer")) {
            return rows.next() ? rows.getLong(1) : 0L;
          }
        });
  }

  private Set<Long> rowPositions() {
    return database.read(
        connection -> {
          Set<Long> all = new HashSet<>();
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery("SELECT seq FROM delivery_failure WHERE state < 3")) {
            while (rows.next()) {
              all.add(rows.getLong(1));
            }
          }
          return all;
        });
  }

  /** Notes the events that are stored as done: they must not come again. */
  private void noteStored() {
    long position = position();
    Set<Long> withRows = rowPositions();
    for (long seq : failuresLeft.keySet()) {
      if (seq <= position && !withRows.contains(seq)) {
        assertThat(delivered.contains(seq) || discarded.contains(seq) || gone.contains(seq))
            .as("event %s is lost", seq)
            .isTrue();
        storedAsDone.add(seq);
      }
    }
  }

  /** Redrives or discards dead letters, as another process would. */
  private void change() {
    database.fault = MemoryDatabase.Fault.NONE;
    StoredDeadLetters letters = new StoredDeadLetters(database, source, "mailer", () -> {});
    boolean isRedrive = random.nextBoolean();
    List<Long> chosen = new ArrayList<>();
    if (isRedrive) {
      letters.redrive(letter -> isChosen(letter, chosen));
      redriven.addAll(chosen);
    } else {
      letters.discard(letter -> isChosen(letter, chosen));
      discarded.addAll(chosen);
    }
  }

  private boolean isChosen(DeadLetter letter, List<Long> chosen) {
    boolean isChosen = random.nextBoolean();
    if (isChosen) {
      chosen.add(seq(letter));
    }
    return isChosen;
  }

  private long seq(DeadLetter letter) {
    return source.page(0).entries().isEmpty()
        ? 0
        : source.at(failuresLeft.keySet()).stream()
            .filter(entry -> entry.event().id().equals(letter.event().id()))
            .findFirst()
            .orElseThrow()
            .seq();
  }

  /** Works until nothing is left to do, then checks that no event is lost. */
  private void settleAll() throws SQLException {
    database.fault = MemoryDatabase.Fault.NONE;
    for (int idle = 0; idle < 5; idle++) {
      long before = process.term.window().readUpTo();
      turn(process);
      idle = process.term.window().readUpTo() == before ? idle : 0;
      for (int i = 0; i < parallelism; i++) {
        take(process);
      }
      while (!process.running.isEmpty()) {
        settle(process);
        idle = 0;
      }
      pass(Duration.ofMillis(600));
    }
    process.term.finish();
    requireComplete();
  }

  private void requireComplete() {
    assertThat(position()).as("position").isEqualTo(source.last());
    Map<Long, Integer> states = states();
    for (long seq : failuresLeft.keySet()) {
      Integer state = states.get(seq);
      if (state == null) {
        assertThat(delivered.contains(seq) || discarded.contains(seq) || gone.contains(seq))
            .as("event %s is lost", seq)
            .isTrue();
      } else {
        assertThat(state).as("event %s waits", seq).isNotEqualTo(FailureRow.READY);
        if (state == FailureRow.HELD) {
          assertThat(passing).isFalse();
          assertThat(heldBy(seq, states)).as("event %s is held by none", seq).isNotNull();
        }
      }
    }
    assertThat(process.term.window().keys()).as("keys in memory").isZero();
    assertThat(process.term.window().unsettled()).isZero();
  }

  private Map<Long, Integer> states() {
    return database.read(
        connection -> {
          Map<Long, Integer> states = new HashMap<>();
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      "SELECT seq, state FROM delivery_failure WHERE state < 3")) {
            while (rows.next()) {
              states.put(rows.getLong(1), rows.getInt(2));
            }
          }
          return states;
        });
  }

  private @Nullable Long heldBy(long seq, Map<Long, Integer> states) {
    return states.entrySet().stream()
        .filter(each -> each.getKey() < seq && each.getValue() == FailureRow.DEAD)
        .filter(each -> String.valueOf(keyOf.get(seq)).equals(keyOf.get(each.getKey())))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
