package io.tidings.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random runs of asynchronous subscriptions against a naive model: which events are unsettled, and
 * in what order those of each key may be handled. {@code -Dsimulation.seeds=100000} makes a long
 * run, {@code -Dsimulation.first=N} repeats from seed N.
 */
class AsyncSimulationTest {

  private static final int SEEDS = Integer.getInteger("simulation.seeds", 2_000);
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final int STEPS = 60;
  private static final Duration BATCH_DELAY = Duration.ofMillis(25);
  private static final String ALL = "all";
  private static final EventKind A = EventKind.of("a");

  @Test
  @Contract({"SUB-01", "SUB-02", "SUB-04", "SUB-06", "SUB-09", "SUB-10", "END-04", "END-06"})
  void random_runs_agree_with_the_model() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        new Run(seed).all();
      } catch (AssertionError | RuntimeException wrong) {
        fail("seed " + seed + ", repeat with -Dsimulation.first=" + seed, wrong);
      }
    }
  }

  /** One subscription under random steps, with the model of its events. */
  private static final class Run {

    private final Random random;
    private final HandExecutor executor = new HandExecutor();
    private final VirtualTimer timer = new VirtualTimer();
    private final EventBus bus =
        EventBus.builder().failureListener(new RecordedFailures()).timer(() -> timer).build();
    private final DeadLetters letters = DeadLetters.keeping(3);
    private final OverflowPolicy overflow;
    private final Subscription subscription;
    private final boolean buries;

    /** The number of each event's emit. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The last number handled for each key, and the event of the key being attempted. */
    private final Map<String, Integer> lastOfKey = new HashMap<>();

    private final Map<String, String> attempted = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Set<String> queued = new HashSet<>();
    private final Set<String> redriven = new HashSet<>();

    /** The time of each emit. */
    private final Map<String, Long> times = new HashMap<>();

    private final boolean inBatches;
    private final int batchSize;
    private final int capacity;
    private final int attempts;
    private int handling;
    private boolean ended;

    Run(long seed) {
      this.random = new Random(seed);
      OverflowPolicy drawn =
          OverflowPolicy.values()[random.nextInt(OverflowPolicy.values().length)];
      this.inBatches = random.nextInt(3) == 0;
      this.overflow =
          inBatches && drawn == OverflowPolicy.KEEP_LATEST_PER_KEY
              ? OverflowPolicy.DROP_OLDEST
              : drawn;
      this.batchSize = 1 + random.nextInt(5);
      this.capacity = 1 + random.nextInt(6);
      this.buries = random.nextBoolean();
      this.attempts = 1 + random.nextInt(3);
      SubscriptionOptions options =
          SubscriptionOptions.named("s")
              .async(
                  AsyncOptions.defaults()
                      .executor(executor)
                      .parallelism(1 + random.nextInt(3))
                      .capacity(capacity)
                      .overflow(overflow)
                      .batchSize(batchSize)
                      .batchDelay(BATCH_DELAY)
                      .slowAfter(Duration.ZERO)
                      .blockTimeout(Duration.ZERO))
              .retrying(
                  RetryPolicy.attempts(attempts)
                      .backoff(Duration.ofMillis(10), Duration.ofMillis(40)));
      SubscriptionOptions all = buries ? options.deadLetters(letters) : options;
      EventSelector selector = EventSelector.kind(A);
      this.subscription =
          inBatches
              ? bus.subscribeBatches(selector, all, this::handleAll)
              : bus.subscribe(selector, all, this::handle);
    }

    void all() {
      for (int i = 0; i < STEPS && !ended; i++) {
        step();
        checkLaw();
        checkDelay();
      }
      if (!ended) {
        close(random.nextBoolean());
      }
      executor.runAll();
      timer.advance(Duration.ofSeconds(1));
      checkLaw();
      assertThat(subscription.metrics().queued() + subscription.metrics().inFlight()).isZero();
      assertThat(timer.size()).isZero();
    }

    private void step() {
      int choice = random.nextInt(100);
      if (choice < 55) {
        emit();
      } else if (choice < 80) {
        executor.runOne();
      } else if (choice < 92) {
        timer.advance(Duration.ofMillis(random.nextInt(30)));
      } else if (choice < 95) {
        checkFlush();
      } else if (choice < 97) {
        redrive();
      } else if (choice < 99) {
        close(random.nextBoolean());
      } else {
        subscription.unsubscribe();
        queued.clear();
        ended = true;
      }
    }

    private void emit() {
      String id = "e" + numbers.size();
      numbers.put(id, numbers.size());
      times.put(id, timer.nanoTime());
      String key = "k" + random.nextInt(3);
      queued.add(id);
      EmitResult result = bus.emit(DomainEvent.builder(A).id(id).sessionId(key).build());
      if (result.queued() == 0) {
        queued.remove(id);
      }
    }

    private void handle(DomainEvent event) {
      String key = requireNonNull(event.sessionId());
      begin(key, event.id(), event.id());
      nestInHandler();
      if (random.nextInt(4) == 0) {
        if (EventContext.attempt() == attempts) {
          settle(key, event.id());
        }
        throw new IllegalStateException("down");
      }
      settle(key, event.id());
    }

    /** Handles a list: in the model all events of a subscription in batches have one key. */
    private void handleAll(List<DomainEvent> events) {
      List<String> ids = events.stream().map(DomainEvent::id).toList();
      assertThat(ids).hasSizeBetween(1, Math.min(batchSize, capacity)).doesNotHaveDuplicates();
      ids.forEach(id -> begin(ALL, id, ids.toString()));
      nestInHandler();
      boolean fails = random.nextInt(4) == 0;
      if (!fails || EventContext.attempt() == attempts) {
        ids.forEach(id -> settle(ALL, id));
      }
      if (fails) {
        throw new IllegalStateException("down");
      }
    }

    private void begin(String key, String id, String call) {
      assertThat(ended).as("handled after the end").isFalse();
      assertThat(settled).as("handled twice").doesNotContain(id);
      assertThat(queued).as("handled without being queued").contains(id);
      int number = requireNonNull(numbers.get(id));
      String before = attempted.get(key);
      if (before != null && !before.equals(call)) {
        fail(id + " is handled while " + before + " of the same key is not settled");
      }
      if (before == null && number < lastOfKey.getOrDefault(key, -1)) {
        assertThat(redriven).as("out of order").contains(id);
      }
      lastOfKey.merge(key, number, Math::max);
      attempted.put(key, call);
    }

    private void nestInHandler() {
      handling++;
      checkLaw();
      nest();
      handling--;
    }

    private void nest() {
      if (handling < 3 && random.nextInt(5) == 0) {
        emit();
      }
      if (handling < 3 && random.nextInt(6) == 0) {
        executor.runOne();
      }
    }

    private void settle(String key, String id) {
      attempted.remove(key);
      settled.add(id);
      queued.remove(id);
    }

    private void redrive() {
      List<String> again = new ArrayList<>();
      letters.list().forEach(letter -> again.add(letter.event().id()));
      redriven.addAll(again);
      settled.removeAll(again);
      queued.addAll(again);
      letters.redrive(letter -> true);
    }

    private void checkFlush() {
      long onTheirWay = subscription.metrics().queued() + subscription.metrics().inFlight();
      assertThat(bus.flush(Duration.ZERO)).isEqualTo(onTheirWay == 0);
    }

    private void close(boolean drained) {
      if (drained) {
        drain();
      }
      long onTheirWay = subscription.metrics().queued() + subscription.metrics().inFlight();
      ended = true;
      CloseResult result = bus.close(Duration.ZERO);
      assertThat(result.isComplete()).isEqualTo(onTheirWay == 0);
      assertThat(result.undelivered().stream().mapToLong(CloseResult.Undelivered::count).sum())
          .isEqualTo(onTheirWay);
    }

    private void drain() {
      for (int i = 0; i < 20; i++) {
        executor.runAll();
        timer.advance(Duration.ofMillis(50));
      }
    }

    /** Without a task and a list in progress, no list is full and no event has waited too long. */
    private void checkDelay() {
      if (!inBatches || ended || executor.size() > 0 || !attempted.isEmpty()) {
        return;
      }
      assertThat(subscription.metrics().queued()).isLessThan(Math.min(batchSize, capacity));
      if (overflow != OverflowPolicy.DROP_OLDEST && redriven.isEmpty()) {
        assertThat(queued)
            .allMatch(id -> timer.nanoTime() - times.getOrDefault(id, 0L) < BATCH_DELAY.toNanos());
      }
    }

    private void checkLaw() {
      assertThat(subscription.metrics().accounted())
          .as(() -> subscription.metrics().toString())
          .isEqualTo(subscription.metrics().matching());
      assertThat(subscription.metrics().matching()).isEqualTo(numbers.size());
    }
  }
}
