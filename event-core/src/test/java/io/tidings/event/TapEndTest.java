package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Containment of taps that misbehave while the bus flushes or closes them. */
class TapEndTest {

  private final RecordedEvents heard = new RecordedEvents();
  private final RecordedFailures notes = new RecordedFailures();
  private final Error fatal = new OutOfMemoryError("on purpose");

  @AfterEach
  void nothing_is_left_on_the_thread() {
    assertThat(ThreadState.active()).isNull();
  }

  private static EventTap tap(Consumer<String> whatever) {
    return new EventTap() {
      @Override
      public void onEvent(DomainEvent event) {
        whatever.accept("event");
      }

      @Override
      public boolean isInterested(EventKind kind) {
        return false;
      }

      @Override
      public boolean flush(Duration timeout) {
        whatever.accept("flush");
        return true;
      }

      @Override
      public boolean close(Duration timeout) {
        whatever.accept("close");
        return true;
      }
    };
  }

  private EventBus busWith(EventTap... taps) {
    EventBusBuilder builder = EventBus.builder().failureListener(notes);
    for (EventTap tap : taps) {
      builder.tap(tap);
    }
    return builder.build();
  }

  @Test
  @Contract({"CTX-01", "CTX-03"})
  void flush_and_close_discard_scopes_left_open_by_taps() {
    EventBus bus = busWith(tap(when -> EventScope.none().withUser("left-open").open()));
    EventScope mine = EventScope.none().withUser("mine");

    try (var opened = mine.open()) {
      bus.flush(Duration.ZERO);
      assertThat(EventScope.current()).isEqualTo(mine);
      bus.close();
      assertThat(EventScope.current()).isEqualTo(mine);
    }
  }

  @Test
  @Contract({"END-03", "FLT-04", "TAP-02"})
  void a_handler_may_close_the_bus_and_fail_fatally_and_the_taps_are_still_closed() {
    EventBus other = EventBus.create();
    other.subscribe(B, heard.handler("other"));
    EventBus bus = busWith(tap(when -> other.emit(b())), tap(heard::add));
    bus.subscribe(
        A,
        event -> {
          bus.close();
          throw fatal;
        });

    assertThatThrownBy(() -> bus.emit(a())).isSameAs(fatal);

    assertThat(heard.lines()).containsExactly("other b", "close");
    assertThat(notes.lines()).singleElement().asString().startsWith("handler a");
  }

  @Test
  @Contract({"FLT-04", "TAP-02"})
  void a_fatal_error_of_one_tap_surfaces_when_all_are_flushed_or_closed() {
    EventBus bus =
        busWith(
            tap(
                when -> {
                  throw new OutOfMemoryError(when);
                }),
            tap(heard::add));

    assertThatThrownBy(() -> bus.flush(Duration.ZERO)).hasMessage("flush");
    assertThatThrownBy(bus::close).hasMessage("close");

    assertThat(heard.lines()).containsExactly("flush", "close");
    assertThat(EventBus.create().emit(a())).isEqualTo(EmitResult.done(0));
  }

  @Test
  @Contract("END-05")
  void a_tap_that_flushes_its_own_bus_is_refused() {
    EventBus[] bus = new EventBus[1];
    List<Throwable> thrown = new ArrayList<>();
    bus[0] =
        busWith(
            tap(
                when -> {
                  try {
                    bus[0].flush(Duration.ZERO);
                  } catch (IllegalStateException refused) {
                    thrown.add(refused);
                  }
                }));

    assertThat(bus[0].flush(Duration.ZERO)).isTrue();
    bus[0].close();

    assertThat(thrown).hasSize(2);
  }

  @Test
  @Contract({"ORD-06", "ORD-01"})
  void what_a_tap_emits_while_it_is_flushed_is_delivered() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        busWith(
            tap(
                when -> {
                  if (when.equals("flush")) {
                    bus[0].emit(a());
                    heard.add("flushed");
                  }
                }));
    bus[0].subscribe(A, heard.handler("handler"));

    bus[0].flush(Duration.ZERO);

    assertThat(heard.lines()).containsExactly("flushed", "handler a");
  }

  @Test
  @Contract("END-03")
  void closing_one_bus_in_a_handler_closes_no_other_later() {
    EventBus first = busWith(tap(heard::add));
    first.subscribe(A, event -> first.close());
    EventBus second = busWith(tap(when -> heard.add("second " + when)));
    second.subscribe(A, event -> {});

    // The tap says that it is not interested; only what is said at the end counts.
    first.emit(a());
    second.emit(a());

    assertThat(heard.lines()).contains("close").doesNotContain("second close");
  }

  @Test
  @Contract({"END-01", "BUS-10"})
  void a_log_that_fails_fatally_on_a_closed_bus_surfaces_from_the_outermost_emit() {
    EventBus closed = EventBus.create();
    closed.close();
    EventBus bus = EventBus.create();
    bus.subscribe(
        A,
        event -> {
          closed.emit(b());
          heard.add("went on");
        });

    try (LogCapture log =
        LogCapture.open(
            entry -> {
              throw (OutOfMemoryError) fatal;
            })) {
      assertThatThrownBy(() -> bus.emit(a())).isSameAs(fatal);
      assertThat(log.entries()).isNotEmpty();
    }
    assertThat(heard.lines()).containsExactly("went on");
  }

  @Test
  @Contract("END-03")
  void bus_closed_during_flush_closes_its_taps() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        busWith(
            tap(
                when -> {
                  heard.add(when);
                  if (when.equals("flush")) {
                    bus[0].close();
                  }
                }));
    bus[0].flush(Duration.ZERO);
    bus[0].close();

    assertThat(heard.lines()).containsExactly("flush", "close");
  }

  @Test
  @Contract("END-03")
  void a_handler_that_closes_the_bus_during_a_flush_has_the_taps_closed() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        busWith(
            tap(
                when -> {
                  heard.add(when);
                  if (when.equals("flush")) {
                    bus[0].emit(a());
                  }
                }));
    bus[0].subscribe(A, event -> bus[0].close());

    bus[0].flush(Duration.ZERO);

    assertThat(heard.lines()).containsExactly("flush", "close");
  }

  @Test
  @Contract("CTX-01")
  void next_tap_does_not_see_scopes_left_open_by_a_tap() {
    EventBus bus =
        busWith(
            tap(when -> EventScope.none().withUser("left-open").open()),
            tap(when -> heard.add(when + " " + EventScope.current().user())));

    bus.flush(Duration.ZERO);
    bus.close();

    assertThat(heard.lines()).containsExactly("flush null", "close null");
  }
}
