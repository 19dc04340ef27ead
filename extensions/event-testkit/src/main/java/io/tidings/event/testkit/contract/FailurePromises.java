package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.TraceSource.Trace;
import io.tidings.event.testkit.internal.LogCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Treatment of exceptions thrown by listeners. */
interface FailurePromises extends Promises {

  /** A kind whose id occurs in no other part of a warning. */
  EventKind LOGGED = EventKind.of("kind.logged");

  private static void fails(EventBus bus, String name, Exception failure) {
    bus.subscribe(
        EventSelector.kinds(A, LOGGED),
        SubscriptionOptions.named(name),
        event -> {
          throw failure;
        });
  }

  private static void fails(EventBus bus, Error failure) {
    bus.subscribe(
        A,
        event -> {
          throw failure;
        });
  }

  @Test
  @Contract("BUS-09")
  default void handler_exception_is_contained(Workbench bench) {
    EventBus bus = bench.bus();
    fails(bus, "unchecked", new UncheckedIOException(new IOException("on purpose")));
    fails(bus, "checked", new IOException("on purpose"));
    bus.subscribe(A, bench.notes.handler("next"));

    assertThatCode(() -> bus.emit(A.event())).doesNotThrowAnyException();

    assertThat(bench.notes.lines()).containsExactly("next a");
  }

  @Test
  @Contract("FLT-01")
  default void throwing_listeners_do_not_stop_the_others(Workbench bench) {
    EventBus bus =
        bench.bus(
            event -> {
              throw new IOException("tap");
            },
            bench.notes.tap("tap"));
    bus.subscribe(
        EventSelector.all()
            .where(
                event -> {
                  throw new Error("predicate");
                }),
        bench.notes.handler("never"));
    fails(bus, "unchecked", new UncheckedIOException(new IOException("handler")));
    fails(bus, "checked", new IOException("handler"));
    fails(bus, new Error("handler"));
    bus.subscribe(A, bench.notes.handler("handler"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("tap a", "handler a");
  }

  @Test
  @Contract("FLT-02")
  default void failure_listener_receives_every_failure_at_once(Workbench bench) {
    EventBus bus =
        bench.bus(
            event -> {
              throw new IOException("tap");
            });
    bus.subscribe(
        EventSelector.kind(A)
            .where(
                event -> {
                  throw new IllegalStateException("predicate");
                }),
        SubscriptionOptions.named("choosy"),
        bench.notes.handler("never"));
    fails(bus, "bad", new IOException("handler"));
    bus.subscribe(A, event -> bench.failures.lines().forEach(bench.notes::add));

    bus.emit(A.event());

    assertThat(bench.notes.lines())
        .containsExactly(
            "tap a - IOException",
            "selector a choosy IllegalStateException",
            "handler a bad IOException");
  }

  @Test
  @Contract("FLT-03")
  default void linkage_assertion_and_stack_overflow_are_contained(Workbench bench) {
    EventBus bus = bench.bus();
    List<Error> errors =
        List.of(new NoClassDefFoundError("a"), new AssertionError("b"), new StackOverflowError());
    errors.forEach(error -> fails(bus, error));
    bus.subscribe(A, bench.notes.handler("next"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("next a");
  }

  @Test
  @Contract("FLT-05")
  default void throwing_failure_listener_is_contained(Workbench bench) {
    FailureNotes throwing =
        new FailureNotes() {
          @Override
          public void handlerFailed(DomainEvent event, Subscription of, Throwable failure) {
            throw new LinkageError("on purpose");
          }
        };
    EventBus bus = bench.bus(bench.setup().withFailureListener(throwing));
    fails(bus, "bad", new IllegalStateException("on purpose"));
    bus.subscribe(A, bench.notes.handler("next"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("next a");
  }

  @Test
  @Contract({"FLT-05", "FLT-07"})
  default void unprintable_failure_is_logged(Workbench bench) {
    EventBus bus = bench.bus(BusSetup.defaults());
    fails(bus, "bad", new UnprintableException());
    bus.subscribe(A, bench.notes.handler("next"));
    LogCapture log = bench.log();

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("next a");
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("bad", UnprintableException.class.getName());
  }

  @Test
  @Contract("FLT-05")
  default void throwing_log_is_contained(Workbench bench) {
    EventBus bus = bench.bus(BusSetup.defaults());
    fails(bus, "bad", new IllegalStateException("on purpose"));
    bus.subscribe(A, bench.notes.handler("next"));
    LogCapture log = bench.log();
    log.onEntry(
        entry -> {
          throw new IllegalStateException("disk full");
        });

    bus.emit(A.event());

    assertThat(log.warnings()).hasSize(1);
    assertThat(bench.notes.lines()).containsExactly("next a");
  }

  @Test
  @Contract("FLT-06")
  default void failing_sources_lose_no_event_and_warn_once_each(Workbench bench) {
    EventFactory events =
        EventFactory.standard()
            .withClock(() -> Instant.MAX)
            .withIds(() -> "not an id")
            .withScopes(
                () -> {
                  throw new AssertionError("on purpose");
                })
            .withTraces(() -> new Trace("not an id", null));
    EventBus bus = bench.bus(bench.setup().withEvents(events));
    bus.subscribe(A, bench.notes.handler("handler"));
    LogCapture log = bench.log();

    bus.emit(bus.events().builder(A).build());
    bus.emit(bus.events().builder(A).build());

    assertThat(bench.notes.lines()).containsExactly("handler a", "handler a");
    assertThat(log.warnings()).hasSize(4);
  }

  @Test
  @Contract("FLT-07")
  default void failure_is_logged_in_full_and_then_rate_limited(Workbench bench) {
    EventBus bus = bench.bus(BusSetup.defaults());
    IOException failure = new IOException("on purpose");
    fails(bus, "bad", failure);
    LogCapture log = bench.log();
    DomainEvent event = DomainEvent.of(LOGGED);
    long start = System.nanoTime();

    bus.emit(event);
    for (int i = 0; i < 100; i++) {
      bus.emit(event);
    }

    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    assertThat(log.warnings()).hasSizeBetween(1, 2 + Math.toIntExact(seconds));
    assertThat(log.warnings().get(0)).contains("kind.logged", event.id(), "bad");
    assertThat(log.entries().get(0).getThrowableProxy().getMessage()).isEqualTo("on purpose");
  }

  @Test
  @Contract("FLT-09")
  default void closed_bus_has_its_failure_listener_summarize(Workbench bench) {
    FailureNotes listener =
        new FailureNotes() {
          @Override
          public void summarize() {
            bench.notes.add("summary after " + lines().size());
            throw new IllegalStateException("on purpose");
          }
        };
    EventBus bus = bench.bus(bench.setup().withFailureListener(listener));
    fails(bus, "bad", new IOException("on purpose"));
    bus.emit(A.event());

    bus.close();
    bus.close();

    assertThat(bench.notes.lines()).isNotEmpty().containsOnly("summary after 1");
  }

  @Test
  @Contract("FLT-08")
  default void interrupt_taken_by_a_handler_is_restored(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bus.emit(B.event()));
    bus.subscribe(
        A,
        event -> {
          throw new InterruptedException();
        });
    bus.subscribe(B, event -> bench.notes.add(Thread.currentThread().isInterrupted()));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("false");
    assertThat(Thread.interrupted()).isTrue();
  }

  /** An exception whose getMessage and toString throw. */
  final class UnprintableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }
}
