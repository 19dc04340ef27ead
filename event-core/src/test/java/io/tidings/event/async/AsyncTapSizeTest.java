package io.tidings.event.async;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventLimits;
import io.tidings.event.internal.ContentSize;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bound of an AsyncTap on the total size of its events. */
class AsyncTapSizeTest extends AsyncTapFixture {

  private static final int EVENTS = 269;

  /** Details of the greatest total length; the texts are one object. */
  private static Map<String, Object> greatest() {
    String text = "x".repeat(EventLimits.DEFAULT_MAX_STRING_LENGTH);
    String shorter = text.substring(0, text.length() - 16);
    return IntStream.range(0, 16)
        .boxed()
        .collect(toMap(i -> "" + (char) ('a' + i), i -> i == 0 ? shorter : text));
  }

  private static long size(DomainEvent event) {
    return ContentSize.of(event.details());
  }

  private void assertBounded(AsyncTap tap, DomainEvent event) {
    long most = AsyncTapBuilder.DEFAULT_MAX_CHARACTERS;
    for (int i = 0; i < EVENTS; i++) {
      tap.onEvent(event);
      assertThat(tap.pending() * size(event)).isLessThanOrEqualTo(most);
    }
    assertThat((tap.pending() + 1) * size(event)).as("the bound is reached").isGreaterThan(most);
    assertThat(tap.pending() + tap.dropped()).isEqualTo(EVENTS);
    sink.open();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(sink.done).hasSize(EVENTS - (int) tap.dropped());
  }

  @ParameterizedTest
  @EnumSource(names = {"BLOCK", "DROP_NEWEST", "DROP_OLDEST"})
  @Contract("ASY-09")
  void events_of_the_greatest_size_stay_within_the_default_bound(OverflowPolicy policy) {
    DomainEvent event = Shop.sold(greatest());

    assertThat(size(event)).isGreaterThan(EventLimits.DEFAULT_MAX_TOTAL_LENGTH);
    assertBounded(tap(10_000, policy).blockTimeout(Duration.ofMillis(1)).build(), event);
  }

  @Test
  @Contract("ASY-09")
  void entries_without_text_count_too() {
    DomainEvent event =
        Shop.sold(Map.of("numbers", Collections.nCopies(EventLimits.DEFAULT_MAX_ENTRIES - 1, 1.5)));

    assertBounded(tap(10_000, OverflowPolicy.DROP_NEWEST).build(), event);
  }

  @Test
  @Contract("ASY-09")
  void bound_is_settable_and_a_larger_event_passes_alone() throws Exception {
    AsyncTap tap = tap(10, OverflowPolicy.DROP_NEWEST).maxCharacters(100).build();
    DomainEvent large = Shop.sold(Map.of("text", "x".repeat(200)));
    tap.onEvent(large);
    emit(tap, 1, 1);
    assertThat(tap.dropped()).isEqualTo(1);
    sink.pass(1);
    assertThat(tap.flush(LONG)).isTrue();
    emit(tap, 2, 4);

    assertThat(tap.pending()).as("38 characters each").isEqualTo(2);
    sink.open();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(sink.done).containsExactly(large.id(), "e2", "e3");
    assertThatThrownBy(() -> AsyncTap.builder(sink).maxCharacters(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxCharacters must be at least 1, but is 0");
  }

  @Test
  @Contract("ASY-09")
  void size_is_that_of_names_texts_and_entries() {
    assertThat(size(Shop.sold(Map.of()))).isZero();
    assertThat(size(Shop.sold(Map.of("name", "text")))).isEqualTo(8 + 32);
    assertThat(size(Shop.sold(Map.of("a", List.of(1, "b", Map.of("c", true))))))
        .isEqualTo(3 + 5 * 32);
    DomainEvent event = Shop.sold(Map.of("a", "b"));
    assertThat(size(event.toBuilder().build())).isEqualTo(2 + 32);
    assertThat(size(event.toBuilder().detail("c", "d").build())).isEqualTo(2 * (2 + 32));
    assertThat(size(Shop.sold(Map.of("inner", event.details())))).isEqualTo(7 + 2 * 32);
  }
}
