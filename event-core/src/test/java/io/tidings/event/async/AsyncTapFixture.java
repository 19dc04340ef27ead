package io.tidings.event.async;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;

/** A tap before a gate, for the tests of {@link AsyncTap}. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class AsyncTapFixture {

  static final Duration LONG = Duration.ofSeconds(30);
  static final Duration FOR_EVER = Duration.ofDays(1);

  final GatedTap sink = new GatedTap();

  AsyncTapBuilder tap(int capacity, OverflowPolicy policy) {
    return AsyncTap.builder(sink).capacity(capacity).overflow(policy).blockTimeout(FOR_EVER);
  }

  static void emit(AsyncTap tap, int first, int last) {
    IntStream.rangeClosed(first, last).mapToObj(Shop::sold).forEach(tap::onEvent);
  }
}
