package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.C;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static io.tidings.event.Kinds.c;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the bound on the events of one outermost emit. */
@Contract("ORD-08")
class CascadeTest {

  private static final int MOST = 100_000;

  /** Enough events to show that a bus has no bound, and to end the test all the same. */
  private static final int TOO_MANY = 2 * MOST;

  private final RejectionCount rejections = new RejectionCount();
  private final AtomicInteger handled = new AtomicInteger();
  private final DomainEvent first = a();
  private final DomainEvent second = b();
  private final DomainEvent third = c();

  private EventBus bus(DispatchOrder order, EventTap... taps) {
    EventBusBuilder builder = EventBus.builder().order(order).failureListener(rejections);
    Stream.of(taps).forEach(builder::tap);
    return builder.build();
  }

  private void answersTwice(EventBus on, EventKind kind, EventBus to, DomainEvent answer) {
    on.subscribe(
        kind,
        event -> {
          if (handled.incrementAndGet() < TOO_MANY) {
            to.emit(answer);
            to.emit(answer);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "IMMEDIATE"})
  void handlers_that_answer_twice_end_at_100000(DispatchOrder order) {
    EventBus bus = bus(order);
    answersTwice(bus, A, bus, second);
    answersTwice(bus, B, bus, first);

    try (LogCapture log = LogCapture.open()) {
      bus.emit(first);

      assertThat(handled).hasValue(MOST);
      assertThat(rejections.reasons()).anyMatch(reason -> reason.startsWith("100000 events"));
      assertThat(log.warnings()).singleElement().asString().contains(" < a < b");
    }
    assertThat(ThreadState.active()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "IMMEDIATE"})
  void two_buses_share_the_bound(DispatchOrder order) {
    EventBus one = bus(order);
    EventBus two = bus(order);
    answersTwice(one, A, two, second);
    answersTwice(two, B, one, first);

    one.emit(first);

    assertThat(handled).hasValue(MOST);
    assertThat(ThreadState.active()).isNull();
  }

  /** Subscribes a handler that emits more than are allowed. */
  private void emitsTooMany(EventBus bus, Runnable emit) {
    bus.subscribe(
        A,
        event -> {
          for (int i = 0; i < MOST + 5; i++) {
            emit.run();
          }
        });
    bus.subscribe(B, event -> handled.incrementAndGet());
  }

  @Test
  void events_that_taps_emit_count() {
    AtomicInteger tapped = new AtomicInteger();
    EventBus[] bus = new EventBus[1];
    bus[0] =
        bus(
            DispatchOrder.IMMEDIATE,
            event -> {
              tapped.incrementAndGet();
              if (event.is(B)) {
                bus[0].emit(third);
              }
            });
    emitsTooMany(bus[0], () -> bus[0].emit(second));

    bus[0].emit(first);

    assertThat(tapped).hasValue(MOST);
    assertThat(handled.get()).isBetween(MOST / 2 - 1, MOST / 2 + 1);
  }

  @Test
  void events_of_an_emitter_count() {
    EventBus bus = bus(DispatchOrder.IMMEDIATE);
    emitsTooMany(bus, () -> EventEmitter.of(bus).emit(B));

    EventEmitter.of(bus).emit(A);

    assertThat(handled).hasValue(MOST - 1);
  }

  @Test
  void rejected_event_reaches_no_tap() {
    AtomicInteger tapped = new AtomicInteger();
    AtomicReference<EmitResult> last = new AtomicReference<>();
    EventBus bus = bus(DispatchOrder.IMMEDIATE, event -> tapped.incrementAndGet());
    emitsTooMany(bus, () -> last.set(bus.emit(second)));

    bus.emit(first);

    assertThat(last).hasValue(EmitResult.rejected());
    assertThat(handled).as("the outermost event is one of them").hasValue(MOST - 1);
    assertThat(tapped).hasValue(MOST);
    assertThat(rejections.count()).isEqualTo(6);
  }

  @Test
  @Contract({"ORD-06", "ORD-08"})
  void each_outermost_emit_has_its_own_count() {
    EventBus bus = bus(DispatchOrder.IMMEDIATE);
    bus.subscribe(
        A,
        event -> {
          for (int i = 0; i < MOST - 1; i++) {
            bus.emit(second);
          }
        });
    bus.subscribe(B, event -> handled.incrementAndGet());

    bus.emit(first);
    bus.emit(first);

    assertThat(rejections.count()).isZero();
    assertThat(handled).hasValue(2 * (MOST - 1));
  }

  @Test
  @Contract({"BUS-03", "ORD-08"})
  void event_without_receiver_does_not_count() {
    EventBus bus = bus(DispatchOrder.IMMEDIATE);
    bus.subscribe(EventSelector.session("s-1"), event -> {});
    AtomicInteger rejected = new AtomicInteger();
    bus.subscribe(
        A,
        event -> {
          for (int i = 0; i < MOST + 5; i++) {
            rejected.addAndGet(bus.emit(second).status() == EmitResult.Status.DONE ? 0 : 1);
          }
          bus.emit(c());
        });
    bus.subscribe(C, event -> handled.incrementAndGet());

    bus.emit(first);

    assertThat(rejected).hasValue(0);
    assertThat(handled).hasValue(1);
  }

  @Test
  void cascade_from_a_flush_is_bounded() {
    EventBus[] bus = new EventBus[1];
    EventTap flushing =
        new EventTap() {
          @Override
          public void onEvent(DomainEvent event) {}

          @Override
          public boolean flush(Duration timeout) {
            bus[0].emit(first);
            return true;
          }
        };
    bus[0] = bus(DispatchOrder.IMMEDIATE, flushing);
    emitsTooMany(bus[0], () -> bus[0].emit(second));

    bus[0].flush(Duration.ZERO);
    assertThat(handled).hasValue(MOST - 1);
    bus[0].flush(Duration.ZERO);
    assertThat(handled).as("each flush has its own count").hasValue(2 * (MOST - 1));
  }

  @Test
  void emits_of_a_flushing_tap_on_another_bus_are_not_nested() {
    EventBus other = bus(DispatchOrder.QUEUED);
    other.subscribe(A, event -> other.emit(second));
    other.subscribe(B, event -> handled.incrementAndGet());
    EventTap forwarding =
        new EventTap() {
          @Override
          public void onEvent(DomainEvent event) {}

          @Override
          public boolean flush(Duration timeout) {
            for (int i = 0; i < MOST / 2 + 10; i++) {
              other.emit(first);
            }
            return true;
          }
        };

    bus(DispatchOrder.QUEUED, forwarding).flush(Duration.ZERO);

    assertThat(handled).hasValue(MOST / 2 + 10);
    assertThat(rejections.count()).isZero();
  }
}
