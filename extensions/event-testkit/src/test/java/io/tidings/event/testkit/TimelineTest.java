package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Bench bench = new Bench();

  private String timeline() {
    return bench.bus.recording().timeline();
  }

  @Test
  void cyclic_causes_are_listed_once_each() {
    bench.emit(PLACED, builder -> builder.id("a").causationId("b"));
    bench.emit(PAID, builder -> builder.id("b").causationId("a"));
    bench.emit(PAID, builder -> builder.id("c").causationId("c"));

    assertThat(timeline())
        .isEqualTo(
            "3 events:\n  +0 ms order.placed a\n    +0 ms order.paid b\n  +0 ms order.paid c");
  }

  @Test
  void earlier_timestamp_has_a_negative_offset() {
    bench.emit(PLACED);
    bench.clock.set(TestClock.DEFAULT_START.minus(Duration.ofMillis(2)));
    bench.emit(PAID);

    assertThat(timeline()).endsWith("\n  -2 ms order.paid …000002");
  }

  @Test
  void extreme_timestamps_are_formatted() {
    bench.clock.set(DomainEvent.MIN_TIMESTAMP);
    bench.emit(PLACED);
    bench.clock.set(DomainEvent.MAX_TIMESTAMP);
    bench.emit(PAID);

    assertThat(timeline()).contains("\n  +315537897599999.999 ms order.paid …000002");
  }

  @Test
  void details_are_escaped_and_truncated() {
    bench.emit(
        PLACED,
        builder -> builder.detail("t", "a\n\"b\"\\\u2028\u202e").detail("l", List.of(1, true)));
    bench.emit(PAID, builder -> builder.detail("t", "x".repeat(500)));

    assertThat(timeline())
        .isEqualTo(
            "2 events:\n  +0 ms order.placed …000001 {t=\"a\\u000a\\\"b\\\"\\\\\\u2028\\u202e\","
                + " l=[1, true]}\n  +0 ms order.paid …000002 {t=\""
                + "x".repeat(116)
                + "… (386 more characters)");
  }

  @Test
  void long_timeline_contains_the_last_events() {
    for (int i = 0; i < 300; i++) {
      bench.emit(PLACED);
    }

    assertThat(timeline().lines()).hasSize(201);
    assertThat(timeline())
        .startsWith("300 events, the last 200:\n  +0 ms order.placed …000101\n")
        .endsWith("\n  +0 ms order.placed …000300");
    assertThat(bench.bus.recording()).hasToString(timeline());
  }

  @Test
  void long_causal_chain_is_listed_completely() {
    DomainEvent last = bench.emit(PLACED);
    for (int i = 1; i < 200; i++) {
      last = bench.emitCaused(last, PAID, builder -> builder);
    }

    assertThat(timeline()).endsWith("\n" + "  ".repeat(200) + "+0 ms order.paid …000200");
  }
}
