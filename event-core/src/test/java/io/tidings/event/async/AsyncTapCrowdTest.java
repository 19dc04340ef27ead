package io.tidings.event.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A crowd at a small queue with a delegate that needs 20 µs: an event is dropped only if its emit
 * has waited the whole second. {@code -Dcrowd.events=100000} runs the long form; {@code
 * QueueLawTest} has the negative control.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTapCrowdTest {

  private static final int EVENTS = Integer.getInteger("crowd.events", 10_000);
  private static final Duration LIMIT = AsyncTapBuilder.DEFAULT_BLOCK_TIMEOUT;

  @Test
  @Contract("ASY-10")
  void crowd_of_platform_threads_drops_only_after_whole_waits() throws Exception {
    assertLaw(Crowd.ofPlatformThreads(200, EVENTS / 200, LIMIT));
  }

  @Test
  @Contract("ASY-10")
  void crowd_of_virtual_threads_drops_only_after_whole_waits() throws Exception {
    assertLaw(Crowd.ofVirtualThreads(10_000, EVENTS / 10_000, LIMIT));
  }

  private static void assertLaw(Crowd crowd) throws Exception {
    AtomicInteger delivered = new AtomicInteger();
    AsyncTap tap =
        AsyncTap.builder(Crowd.busyFor(Duration.ofNanos(20_000), delivered)).capacity(100).build();
    crowd.emitTo(tap);

    assertThat(tap.flush(Duration.ofMinutes(1))).isTrue();
    String counts = crowd.describe(tap, delivered);
    assertThat(tap.dropped()).as(counts).isLessThanOrEqualTo(crowd.wholeWaits());
    assertThat(delivered.get() + tap.dropped()).as(counts).isEqualTo(crowd.events());
    assertThat(tap.close(Duration.ofMinutes(1))).isTrue();
    if (EVENTS > 10_000) {
      System.out.println(counts);
    }
  }
}
