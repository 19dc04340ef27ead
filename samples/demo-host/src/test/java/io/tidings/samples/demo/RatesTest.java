package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.rx.ReactiveEventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RatesTest {

  private final List<String> lines = new ArrayList<>();
  private final ReactiveEventBus bus = ReactiveEventBus.create();
  private long millis = 5_000;
  private final Rates rates = new Rates(() -> TimeUnit.MILLISECONDS.toNanos(millis), lines::add);

  private void emit(EventType type, long atMillis) {
    millis = 5_000 + atMillis;
    bus.emit(DomainEvent.of(type));
  }

  @Test
  void a_second_is_told_with_the_first_event_after_it() {
    rates.watch(bus.stream());
    emit(EventType.TOOL_INVOKED, 0);
    emit(EventType.PLAN_CREATED, 400);
    emit(EventType.TOOL_INVOKED, 999);
    assertThat(lines).isEmpty();
    emit(EventType.TOOL_COMPLETED, 1_000);
    assertThat(lines).containsExactly("events per second: plan 1, tool 2");
    emit(EventType.TOOL_INVOKED, 3_000);
    assertThat(lines).element(1).isEqualTo("events per second: tool 1");
  }

  @Test
  void the_last_part_of_a_second_is_told_at_the_end_as_if_it_went_on() {
    rates.watch(bus.stream());
    emit(EventType.TOOL_INVOKED, 100);
    emit(EventType.TOOL_INVOKED, 250);
    rates.end();
    emit(EventType.TOOL_INVOKED, 300);
    rates.end();

    assertThat(lines).containsExactly("events per second: tool 8");
  }

  @Test
  void nothing_is_told_of_nothing() {
    rates.watch(bus.stream());
    millis = 60_000;
    rates.end();

    assertThat(lines).isEmpty();
  }
}
