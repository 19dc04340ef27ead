package io.tidings.event.store.internal.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import org.junit.jupiter.api.Test;

/** The bounds of a cache. */
class RecentCacheTest {

  private static final int LENGTH = 256;
  private static final long CAPACITY = 1L << 20;

  @Contract("STO-18")
  @Test
  void million_long_names_stay_within_the_bound() {
    RecentCache<Long, Long> cache = new RecentCache<>(CAPACITY);
    long most = CAPACITY / (RecentCache.ENTRY + 2L * LENGTH) + 1;
    for (long i = 0; i < 1_000_000; i++) {
      cache.put(i, i, LENGTH);
    }

    assertThat(cache.size()).isLessThanOrEqualTo((int) (2 * most));
    assertThat(cache.get(999_999L, LENGTH)).isEqualTo(999_999L);
    assertThat(cache.get(0L, LENGTH)).isNull();
  }

  @Contract("STO-18")
  @Test
  void entry_that_is_read_stays() {
    RecentCache<Long, Long> cache = new RecentCache<>(CAPACITY);
    cache.put(-1L, 7L, LENGTH);
    for (long i = 0; i < 100_000; i++) {
      cache.put(i, i, LENGTH);
      assertThat(cache.get(-1L, LENGTH)).isEqualTo(7L);
    }
  }
}
