package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.C;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static io.tidings.event.Kinds.c;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@Contract("ORD-05")
class RunawayTest {

  private final RejectionCount refusals = new RejectionCount();
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicInteger tapped = new AtomicInteger();
  private final EventBus bus =
      EventBus.builder().failureListener(refusals).tap(event -> tapped.incrementAndGet()).build();

  private void answers(EventBus on, EventKind kind, EventBus to, EventKind answer) {
    on.subscribe(
        kind,
        event -> {
          handled.incrementAndGet();
          to.emit(DomainEvent.of(answer));
        });
  }

  @Test
  void two_handlers_that_answer_each_other_for_ever_are_stopped_at_256_events() {
    answers(bus, A, bus, B);
    answers(bus, B, bus, A);

    try (LogCapture log = LogCapture.open()) {
      bus.emit(a());

      assertThat(handled).hasValue(256);
      assertThat(tapped).as("the refused event reached no tap").hasValue(256);
      assertThat(refusals.reasons())
          .singleElement()
          .asString()
          .contains("256")
          .contains("a < b < a < b");
      assertThat(log.warnings()).singleElement().asString().contains(refusals.reasons().get(0));
      assertThat(refusals.reasons().get(0).split(" < ")).hasSize(20);
    }
  }

  @Test
  @Contract("ORD-07")
  void two_buses_that_answer_each_other_for_ever_are_stopped_too() {
    EventBus other = EventBus.builder().failureListener(refusals).build();
    answers(bus, A, other, B);
    answers(other, B, bus, A);

    bus.emit(a());

    assertThat(handled).hasValue(256);
    assertThat(refusals.count()).isEqualTo(1);
    assertThat(ThreadState.active()).isNull();
  }

  @Test
  void ten_thousand_events_may_wait_and_no_more() {
    bus.subscribe(
        A,
        event -> {
          for (int i = 0; i < 10_003; i++) {
            bus.emit(b());
          }
        });
    bus.subscribe(B, event -> handled.incrementAndGet());

    try (LogCapture log = LogCapture.open()) {
      bus.emit(a());

      assertThat(handled).hasValue(10_000);
      assertThat(refusals.count()).isEqualTo(3);
      assertThat(log.warnings()).as("one for the outermost emit").hasSize(1);
      bus.emit(a());
      assertThat(log.warnings()).hasSize(2);
    }
  }

  @Test
  void a_tap_that_answers_itself_for_ever_is_stopped() {
    EventBus[] echo = new EventBus[1];
    echo[0] =
        EventBus.builder()
            .failureListener(refusals)
            .tap(
                event -> {
                  tapped.incrementAndGet();
                  echo[0].emit(a());
                })
            .build();

    echo[0].emit(a());

    assertThat(tapped).hasValue(256);
    assertThat(refusals.count()).isEqualTo(1);
  }

  @Test
  @Contract("FLT-05")
  void a_failure_listener_that_emits_when_told_of_a_refusal_hears_of_no_other_meanwhile() {
    AtomicInteger told = new AtomicInteger();
    EventBus[] loud = new EventBus[1];
    RecordedFailures notes =
        new RecordedFailures() {
          @Override
          public void rejected(DomainEvent event, String reason) {
            told.incrementAndGet();
            assertThat(loud[0].emit(a())).isEqualTo(EmitResult.rejected());
          }
        };
    loud[0] = EventBus.builder().failureListener(notes).build();
    answers(loud[0], A, loud[0], A);

    loud[0].emit(a());

    assertThat(told).hasValue(1);
  }

  @Test
  @Contract("ORD-06")
  void after_a_runaway_the_next_event_is_delivered_as_ever() {
    answers(bus, A, bus, A);
    bus.subscribe(C, event -> handled.set(-1));

    bus.emit(a());
    assertThat(bus.emit(c())).isEqualTo(EmitResult.done(1));

    assertThat(handled).hasValue(-1);
  }
}
