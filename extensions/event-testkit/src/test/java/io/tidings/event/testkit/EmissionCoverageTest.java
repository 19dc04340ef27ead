package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
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
  void missing_kinds_are_in_catalogue_order() {
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
  void complete_run_passes() {
    List.of(Order.values()).forEach(this::emit);

    coverage.assertComplete();
    assertThat(coverage.missing()).isEmpty();
  }

  @Test
  void except_excludes_kinds_and_shares_counts() {
    EmissionCoverage rest = coverage.except(PLACED, SHIPPED);
    emit(PAID);

    rest.assertComplete();
    assertThat(coverage.missing()).hasSize(2);
  }

  @Test
  void except_rejects_a_kind_outside_the_catalogue() {
    assertThatThrownBy(() -> coverage.except(EventType.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kinds: unknown is not in the catalogue");
    assertThatThrownBy(() -> coverage.except(Order.values()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not exclude the whole catalogue");
    assertThatThrownBy(() -> coverage.emitted(EventType.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void empty_catalogue_is_rejected() {
    assertThatThrownBy(() -> EmissionCoverage.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("catalogue must not be empty");
    assertThatThrownBy(() -> EmissionCoverage.of((EventKind) Absent::absent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void catalogue_is_covered_by_a_handler() {
    EmissionCoverage types = EmissionCoverage.of(EventType.values()).except(EventType.UNKNOWN);
    EventBus other = EventBus.create();
    other.subscribe(EventSelector.all(), types::onEvent);
    for (EventType type : EventType.values()) {
      other.emit(DomainEvent.of(type));
    }

    types.assertComplete();
  }

  @Test
  void catalogue_of_a_host_covers_its_own_kinds() {
    record Billed(String order) {}

    EmissionCoverage own =
        EmissionCoverage.of(
            EventCatalog.builder()
                .kinds(Order.class)
                .payload(PayloadKind.of("bill.sent", Billed.class))
                .payload(PayloadKind.of(EventType.PLAN_CREATED, Billed.class))
                .build());
    own.onEvent(DomainEvent.of(PAID));
    own.onEvent(DomainEvent.of(EventKind.of("bill.sent")));

    assertThat(own.missing()).containsExactly(PLACED, SHIPPED);
    assertThatThrownBy(() -> EmissionCoverage.of(EventCatalog.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("catalog has no kinds but those of EventType");
  }

  @Test
  void report_has_a_row_for_each_kind() {
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
  void concurrent_events_are_all_counted() {
    IntStream.range(0, 20_000).parallel().forEach(i -> emit(SHIPPED));

    assertThat(coverage.emitted(SHIPPED)).isEqualTo(20_000);
  }
}
