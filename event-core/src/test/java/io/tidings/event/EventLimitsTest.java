package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Contract("LIM-01")
class EventLimitsTest {

  private static final EventLimits DEFAULTS = EventLimits.defaults();

  record Limit(String name, IntFunction<EventLimits> with) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Limit> limits() {
    return Stream.of(
        new Limit("maxDepth", DEFAULTS::withMaxDepth),
        new Limit("maxEntries", DEFAULTS::withMaxEntries),
        new Limit("maxStringLength", DEFAULTS::withMaxStringLength),
        new Limit("maxTotalLength", DEFAULTS::withMaxTotalLength));
  }

  @Test
  void the_defaults_are_32_deep_20000_entries_64_ki_a_text_and_1_mi_in_all() {
    assertThat(DEFAULTS).isEqualTo(new EventLimits(32, 20_000, 65_536, 1_048_576));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void a_limit_is_at_least_one(Limit limit) {
    for (int tooSmall : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> limit.with().apply(tooSmall))
          .withMessageStartingWith(limit + " must be 1 to ");
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  void a_limit_of_one_is_allowed(Limit limit) {
    assertThat(limit.with().apply(1).toString()).contains(limit + "=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {513, Integer.MAX_VALUE})
  void a_depth_beyond_what_every_stack_bears_is_refused(int depth) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxDepth(depth))
        .withMessageStartingWith("maxDepth must be 1 to 512");
  }

  @Test
  void each_limit_is_changed_alone() {
    assertThat(
            DEFAULTS
                .withMaxDepth(512)
                .withMaxEntries(Integer.MAX_VALUE)
                .withMaxStringLength(3)
                .withMaxTotalLength(4))
        .isEqualTo(new EventLimits(512, Integer.MAX_VALUE, 3, 4));
    assertThat(EventLimits.defaults()).isEqualTo(new EventLimits(32, 20_000, 65_536, 1_048_576));
  }
}
