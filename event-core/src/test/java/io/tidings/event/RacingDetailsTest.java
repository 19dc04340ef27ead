package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Details that another thread changes while events are built from them, over and over. */
@Contract("EVT-06")
@Timeout(60)
class RacingDetailsTest {

  private static final int READS = 20_000;
  private static final int KEYS = 48;

  /** Writes rounds of numbers into a map, key after key; each number is new. */
  private static class Writer implements Runnable {

    private final Supplier<Map<String, Object>> fresh;
    private final boolean everyRound;
    private final CountDownLatch begun = new CountDownLatch(1);
    volatile Map<String, Object> shared;
    volatile boolean stopped;

    Writer(Supplier<Map<String, Object>> fresh, boolean everyRound) {
      this.fresh = fresh;
      this.everyRound = everyRound;
      this.shared = fresh.get();
    }

    @Override
    public void run() {
      for (long round = 1; !stopped; round++) {
        if (everyRound) {
          shared = fresh.get();
        }
        for (int key = 0; key < KEYS; key++) {
          shared.put("k" + key, round);
        }
        begun.countDown();
      }
    }
  }

  private static @Nullable Map<String, Object> throughAnEvent(Map<String, Object> shared) {
    try {
      return DomainEvent.root(EventType.PLAN_CREATED).details(shared).build().details();
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }

  private static Map<String, Object> throughOnePass(Map<String, Object> shared) {
    return new LinkedHashMap<>(shared);
  }

  /** Tells whether the writer's map was like this at any one time: new numbers, then old ones. */
  private static boolean isWhole(Map<String, Object> seen) {
    long first = number(seen, 0);
    long last = number(seen, KEYS - 1);
    boolean falling = first == last || first == last + 1;
    for (int key = 1; key < KEYS; key++) {
      falling &= number(seen, key - 1) >= number(seen, key);
    }
    return falling;
  }

  private static long number(Map<String, Object> seen, int key) {
    return seen.get("k" + key) instanceof Long number ? number : 0;
  }

  /** Tells whether a map that is being filled was like this at any one time. */
  private static boolean isBeginning(Map<String, Object> seen) {
    for (int key = 0; key < seen.size(); key++) {
      if (!seen.containsKey("k" + key)) {
        return false;
      }
    }
    return true;
  }

  private interface Reading {
    @Nullable Map<String, Object> read(Map<String, Object> shared);
  }

  /** Reads while {@code writer} writes, until a half is seen; returns that, or null if none is. */
  private static @Nullable Map<String, Object> firstHalf(
      Writer writer, Reading reading, Predicate<Map<String, Object>> whole) throws Exception {
    Thread writing = new Thread(writer, "writer");
    writing.start();
    try {
      writer.begun.await();
      for (int i = 0; i < READS; i++) {
        Map<String, Object> seen = reading.read(writer.shared);
        if (seen != null && !whole.test(seen)) {
          return seen;
        }
      }
      return null;
    } finally {
      writer.stopped = true;
      writing.join();
    }
  }

  @Test
  void numbers_replaced_in_a_hash_map_are_taken_whole_or_refused() throws Exception {
    Writer writer = new Writer(HashMap::new, false);

    assertThat(firstHalf(writer, RacingDetailsTest::throughAnEvent, RacingDetailsTest::isWhole))
        .isNull();
  }

  @Test
  void numbers_replaced_in_a_concurrent_map_are_taken_whole_or_refused() throws Exception {
    Writer writer = new Writer(ConcurrentHashMap::new, false);

    assertThat(firstHalf(writer, RacingDetailsTest::throughAnEvent, RacingDetailsTest::isWhole))
        .isNull();
  }

  @Test
  void control_numbers_replaced_in_a_concurrent_map_are_taken_by_halves_in_one_pass()
      throws Exception {
    Writer writer = new Writer(ConcurrentHashMap::new, false);

    assertThat(firstHalf(writer, RacingDetailsTest::throughOnePass, RacingDetailsTest::isWhole))
        .isNotNull();
  }

  @Test
  void a_hash_map_being_filled_is_taken_whole_or_refused() throws Exception {
    Writer writer = new Writer(HashMap::new, true);

    assertThat(firstHalf(writer, RacingDetailsTest::throughAnEvent, RacingDetailsTest::isBeginning))
        .isNull();
  }

  @Test
  void a_concurrent_map_being_filled_is_taken_whole_or_refused() throws Exception {
    Writer writer = new Writer(ConcurrentHashMap::new, true);

    assertThat(firstHalf(writer, RacingDetailsTest::throughAnEvent, RacingDetailsTest::isBeginning))
        .isNull();
  }
}
