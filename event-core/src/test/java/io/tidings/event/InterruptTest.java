package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Contract("FLT-08")
class InterruptTest {

  private final RecordedEvents heard = new RecordedEvents();
  private final EventBus bus = EventBus.builder().failureListener(new RecordedFailures()).build();

  @AfterEach
  void clearFlag() {
    Thread.interrupted();
  }

  @Test
  void an_interrupt_taken_by_a_handler_is_given_back_when_the_outermost_emit_ends() {
    bus.subscribe(
        A,
        event -> {
          bus.emit(b());
          Thread.currentThread().interrupt();
          new CountDownLatch(1).await();
        });
    bus.subscribe(A, event -> heard.add("next " + Thread.currentThread().isInterrupted()));
    bus.subscribe(B, event -> heard.add("queued " + Thread.currentThread().isInterrupted()));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("next false", "queued false");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void an_interrupt_taken_on_an_inner_bus_is_given_back_by_the_outer_one() {
    EventBus inner = EventBus.builder().failureListener(new RecordedFailures()).build();
    inner.subscribe(
        B,
        event -> {
          throw new InterruptedException();
        });
    bus.subscribe(
        A,
        event -> {
          inner.emit(b());
          heard.add("inside " + Thread.currentThread().isInterrupted());
        });

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("inside false");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void a_thread_that_is_interrupted_already_emits_as_ever_and_stays_interrupted() {
    bus.subscribe(A, heard.handler("first", event -> bus.emit(b())));
    bus.subscribe(B, heard.handler("second"));
    Thread.currentThread().interrupt();

    EmitResult result = bus.emit(a());

    assertThat(result).isEqualTo(EmitResult.done(1));
    assertThat(heard.lines()).containsExactly("first a", "second b");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void without_an_interrupt_no_flag_is_set() {
    bus.subscribe(A, heard.handler("handler"));

    bus.emit(a());

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
