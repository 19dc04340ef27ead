package io.tidings.event.logging;

import static io.tidings.event.testkit.internal.Absent.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.redact.Redactor;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AuditLogTest {

  private static List<Integer> numbers(List<DomainEvent> events) {
    return events.stream().map(Shop::number).toList();
  }

  @Test
  @Contract({"AUL-01", "AUL-02"})
  void it_keeps_the_latest_in_order_and_counts_what_it_drops() {
    AuditLog log = AuditLog.create(3);
    IntStream.rangeClosed(1, 5).mapToObj(Shop::sold).forEach(log::onEvent);

    assertThat(numbers(log.snapshot())).containsExactly(3, 4, 5);
    assertThat(log.dropped()).isEqualTo(2);
    assertThat(log.capacity()).isEqualTo(3);
  }

  @Test
  @Contract("AUL-01")
  void snapshot_is_an_immutable_copy() {
    AuditLog log = AuditLog.create();
    log.onEvent(Shop.sold(1));
    List<DomainEvent> snapshot = log.snapshot();
    log.onEvent(Shop.sold(2));

    assertThat(snapshot).hasSize(1);
    assertThatThrownBy(snapshot::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(log.capacity()).isEqualTo(AuditLog.DEFAULT_CAPACITY).isEqualTo(1_000);
  }

  @Test
  @Contract({"AUL-03", "RED-01"})
  void closed_log_returns_redacted_events_by_selector() throws Exception {
    AuditLog log = AuditLog.create(10);
    EventBus bus = EventBus.builder().tap(log).build();
    bus.emit(DomainEvent.root(EventType.PLAN_APPLIED).detail("password", "hunter2").build());
    bus.emit(DomainEvent.root(EventType.TOOL_INVOKED).build());
    bus.close();

    assertThat(log.snapshot(EventSelector.kind(EventType.PLAN_APPLIED)))
        .singleElement()
        .extracting(DomainEvent::details)
        .isEqualTo(Map.of("password", Redactor.MASK));
    assertThat(log.snapshot()).hasSize(2);
    assertThat(log.flush(Duration.ZERO)).isTrue();
  }

  @Test
  @Contract("AUL-03")
  void predicate_calls_the_log_and_its_exception_reaches_the_caller() {
    AuditLog log = AuditLog.create(10);
    log.onEvent(Shop.sold(1));
    EventSelector all = EventSelector.all();

    assertThat(log.snapshot(all.where(event -> log.snapshot().contains(event)))).hasSize(1);
    IllegalStateException failure = new IllegalStateException("on purpose");
    assertThatThrownBy(
            () ->
                log.snapshot(
                    all.where(
                        event -> {
                          throw failure;
                        })))
        .isSameAs(failure);
  }

  @Test
  @Timeout(60)
  @Contract({"AUL-01", "AUL-02"})
  void threads_lose_and_double_nothing() throws InterruptedException {
    int threads = 4;
    int each = 2_000;
    AuditLog log = AuditLog.create(threads * each / 2);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = i * each;
      running.add(
          new Thread(
              () ->
                  IntStream.range(first, first + each).mapToObj(Shop::sold).forEach(log::onEvent)));
    }
    running.forEach(Thread::start);
    for (Thread thread : running) {
      thread.join();
    }

    assertThat(log.dropped()).isEqualTo(threads * each / 2);
    assertThat(log.snapshot()).doesNotHaveDuplicates().hasSize(threads * each / 2);
    List<Integer> kept = numbers(log.snapshot());
    for (int i = 0; i < threads; i++) {
      int thread = i;
      assertThat(kept.stream().filter(n -> n / each == thread).toList()).isSorted();
    }
  }

  @Test
  @Contract("AUL-04")
  void security_relevant_kinds_are_those_of_the_specification() {
    assertThat(AuditSelectors.securityRelevantTypes())
        .containsExactlyInAnyOrder(
            EventType.PLAN_APPLIED,
            EventType.PLAN_CANCELLED,
            EventType.RESOURCE_MODIFIED,
            EventType.DECISION_CORRECTED,
            EventType.SESSION_CREATED);
    for (EventType type : EventType.values()) {
      assertThat(AuditSelectors.securityRelevant().matches(DomainEvent.root(type).build()))
          .isEqualTo(AuditSelectors.securityRelevantTypes().contains(type));
    }
  }

  @Test
  void invalid_arguments_are_rejected_by_name() {
    assertThatThrownBy(() -> AuditLog.create(0)).hasMessageContaining("capacity");
    assertThatThrownBy(() -> AuditLog.create(1, absent())).hasMessage("redactor");
    assertThatThrownBy(() -> AuditLog.create().snapshot(absent())).hasMessage("selector");
  }
}
