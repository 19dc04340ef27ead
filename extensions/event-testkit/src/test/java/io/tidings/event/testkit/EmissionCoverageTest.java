package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.testkit.internal.Absent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmissionCoverageTest {

  private final EmissionCoverage coverage = EmissionCoverage.of(Order.values());
  private final EventBus bus = EventBus.builder().tap(coverage).build();

  private void emit(EventKind kind) {
    bus.emit(DomainEvent.of(kind));
  }

  @Test
  void kinds_that_were_never_emitted_are_missing_in_the_order_of_the_catalogue() {
    emit(PAID);
    emit(EventType.PLAN_CREATED);

    assertThat(coverage.missing())
        .extracting(EventKind::id)
        .containsExactly("order.placed", "order.shipped");
    assertThat(coverage.emitted(PAID)).isEqualTo(1);
    assertThatThrownBy(coverage::assertComplete)
        .isInstanceOf(AssertionError.class)
        .hasMessage("2 of 3 kinds were never emitted:\n  order.placed\n  order.shipped");
  }

  @Test
  void a_complete_run_passes() {
    List.of(Order.values()).forEach(this::emit);

    coverage.assertComplete();
    assertThat(coverage.missing()).isEmpty();
  }

  @Test
  void kinds_can_be_excepted_from_the_same_counts() {
    EmissionCoverage rest = coverage.except(PLACED, SHIPPED);
    emit(PAID);

    rest.assertComplete();
    assertThat(coverage.missing()).hasSize(2);
  }

  @Test
  void an_exception_the_catalogue_does_not_have_is_refused() {
    assertThatThrownBy(() -> coverage.except(EventType.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kinds: unknown is not in the catalogue");
    assertThatThrownBy(() -> coverage.except(Order.values()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing would be left");
    assertThatThrownBy(() -> coverage.emitted(EventType.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_catalogue_without_kinds_is_refused_since_it_could_not_fail() {
    assertThatThrownBy(() -> EmissionCoverage.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("catalogue must not be empty");
    assertThatThrownBy(() -> EmissionCoverage.of((EventKind) Absent::absent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void our_own_catalogue_can_be_covered_by_a_handler_too() {
    EmissionCoverage types = EmissionCoverage.of(EventType.values()).except(EventType.UNKNOWN);
    EventBus other = EventBus.create();
    other.subscribe(EventSelector.all(), types::onEvent);
    for (EventType type : EventType.values()) {
      other.emit(DomainEvent.of(type));
    }

    types.assertComplete();
  }

  @Test
  void the_report_has_a_line_for_each_kind() {
    EmissionCoverage odd =
        EmissionCoverage.of(List.of(PLACED, EventType.CHECKPOINT_CREATED, EventKind.of("a|b.c")));
    odd.onEvent(DomainEvent.of(PLACED));
    odd.onEvent(DomainEvent.of(PLACED));

    assertThat(odd.toMarkdown())
        .isEqualTo(
            """
            | kind | category | emitted |
            | --- | --- | ---: |
            | order.placed | order | 2 |
            | checkpoint.created | sandbox | 0 |
            | a\\|b.c | a\\|b | 0 |
            """);
  }

  @Test
  void no_event_of_many_threads_is_lost() {
    IntStream.range(0, 20_000).parallel().forEach(i -> emit(SHIPPED));

    assertThat(coverage.emitted(SHIPPED)).isEqualTo(20_000);
  }
}
