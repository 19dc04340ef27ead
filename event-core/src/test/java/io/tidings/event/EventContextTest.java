package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventContextTest {

  private static final EventScope ONE = EventScope.none().withProject("one");
  private static final EventScope TWO = EventScope.none().withProject("two");

  @AfterEach
  void nothing_is_left_on_the_thread() {
    assertThat(ThreadState.active()).isNull();
    assertThat(EventScope.current().isNone()).isTrue();
  }

  private static void onAnotherThread(Runnable task) {
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((ignored, failure) -> thrown.add(failure));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
    assertThat(thrown).isEmpty();
  }

  @Test
  @Contract("CTX-05")
  void closing_a_scope_twice_does_nothing() {
    EventContext.Handle outer = ONE.open();
    EventContext.Handle inner = TWO.open();

    inner.close();
    inner.close();
    assertThat(EventScope.current()).isEqualTo(ONE);

    outer.close();
    outer.close();
    inner.close();
    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("CTX-05")
  void closing_the_outer_scope_first_closes_both_and_says_so() {
    EventContext.Handle outer = ONE.open();
    EventContext.Handle middle = TWO.open();
    EventContext.Handle inner = ONE.open();

    assertThatThrownBy(outer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("innermost first");

    assertThat(EventScope.current()).isEqualTo(EventScope.none());
    inner.close();
    middle.close();
    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("CTX-05")
  void closing_out_of_order_gives_back_what_was_before_the_one_closed() {
    try (var outermost = ONE.open()) {
      EventContext.Handle outer = TWO.open();
      ONE.withUser("u").open();

      assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);

      assertThat(EventScope.current()).isEqualTo(ONE);
    }
  }

  @Test
  @Contract("CTX-05")
  void another_thread_cannot_close_a_scope() {
    try (var opened = ONE.open()) {
      onAnotherThread(
          () -> {
            assertThatThrownBy(opened::close).isInstanceOf(IllegalStateException.class);
            try (var own = TWO.open()) {
              assertThatThrownBy(opened::close).isInstanceOf(IllegalStateException.class);
              assertThat(EventScope.current()).isEqualTo(TWO);
            }
          });
      assertThat(EventScope.current()).isEqualTo(ONE);
    }
  }

  @Test
  @Contract("CTX-05")
  void a_handler_cannot_close_a_scope_opened_around_it() {
    EventBus bus = EventBus.create();
    List<EventScope> seen = new ArrayList<>();
    EventContext.Handle around = ONE.open();
    bus.subscribe(
        A,
        event -> {
          assertThatThrownBy(around::close).isInstanceOf(IllegalStateException.class);
          seen.add(EventScope.current());
        });

    EmitResult result = bus.emit(DomainEvent.root(A).scope(TWO).build());

    assertThat(result).isEqualTo(EmitResult.done(1));
    assertThat(seen).containsExactly(TWO);
    assertThat(EventScope.current()).isEqualTo(ONE);
    around.close();
  }

  @Test
  @Contract("CTX-05")
  void a_scope_left_open_by_a_handler_cannot_be_closed_later() {
    EventBus bus = EventBus.create();
    List<EventContext.Handle> left = new ArrayList<>();
    bus.subscribe(A, event -> left.add(ONE.open()));

    bus.emit(a());

    assertThatThrownBy(left.get(0)::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Contract({"SCO-02", "SCO-03", "CTX-04"})
  void a_wrapped_task_sees_the_scope_and_an_unwrapped_one_does_not() {
    List<EventScope> seen = new ArrayList<>();
    try (var opened = ONE.open()) {
      onAnotherThread(() -> seen.add(EventScope.current()));
      onAnotherThread(
          EventContext.capture()
              .wrap(
                  () -> {
                    seen.add(EventScope.current());
                  }));
    }

    assertThat(seen).containsExactly(EventScope.none(), ONE);
  }

  @Test
  @Contract({"CTX-04", "SCO-03"})
  void a_propagating_executor_captures_at_submission() {
    List<Runnable> waiting = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    Executor executor = EventContext.propagating(waiting::add);
    EventBus bus = EventBus.create();
    bus.subscribe(
        A,
        event ->
            executor.execute(
                () -> {
                  DomainEvent built = DomainEvent.of(B);
                  seen.add(built.causationId() + " " + built.scope().project());
                }));
    DomainEvent event = DomainEvent.builder(A).scope(ONE).build();

    bus.emit(event);
    try (var opened = TWO.open()) {
      waiting.forEach(Runnable::run);
      assertThat(EventScope.current()).isEqualTo(TWO);
    }

    assertThat(seen).containsExactly(event.id() + " one");
  }

  @Test
  @Contract({"CTX-04", "SCO-02"})
  void a_wrapped_task_that_throws_gives_back_what_was_current() throws Exception {
    EventContext context = EventContext.of(DomainEvent.builder(A).scope(ONE).build());
    Callable<EventScope> fine = context.wrap(EventScope::current);
    Runnable failing =
        context.wrap(
            (Runnable)
                () -> {
                  throw new IllegalArgumentException("task");
                });

    try (var opened = TWO.open()) {
      assertThat(fine.call()).isEqualTo(ONE);
      assertThatThrownBy(failing::run).hasMessage("task").hasNoSuppressedExceptions();
      assertThat(EventScope.current()).isEqualTo(TWO);
    }
  }

  @Test
  @Contract("CTX-04")
  void an_event_can_be_made_current_by_hand() {
    DomainEvent cause = DomainEvent.builder(A).sessionId("s").build();

    try (var opened = EventContext.of(cause).open()) {
      DomainEvent effect = DomainEvent.of(B);
      assertThat(effect.causationId()).isEqualTo(cause.id());
      assertThat(effect.sessionId()).isEqualTo("s");
    }
    assertThat(DomainEvent.of(B).causationId()).isNull();
  }
}
