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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CloseTest {

  private final RecordedEvents heard = new RecordedEvents();
  private final RecordedFailures notes = new RecordedFailures();

  /** A tap that tells what is asked of it. */
  private class Told implements EventTap {
    private final String name;
    private final boolean done;

    Told(String name, boolean done) {
      this.name = name;
      this.done = done;
    }

    @Override
    public void onEvent(DomainEvent event) {
      heard.add(name + " " + event.kind().id());
    }

    @Override
    public boolean flush(Duration timeout) {
      heard.add(name + " flush " + timeout.toMinutes());
      return done;
    }

    @Override
    public boolean close(Duration timeout) {
      EventContext current = EventContext.capture();
      heard.add(name + " close" + (current.event() == null ? "" : " during an event"));
      return done;
    }
  }

  @Test
  @Contract("END-01")
  void a_closed_bus_delivers_nothing_and_warns_once() {
    EventBus bus = EventBus.builder().tap(heard.tap("tap")).build();
    bus.subscribe(A, heard.handler("handler"));
    bus.close();

    try (LogCapture log = LogCapture.open()) {
      assertThat(bus.emit(a())).isEqualTo(EmitResult.closed());
      assertThat(bus.emit(b())).isEqualTo(EmitResult.closed());
      assertThat(log.warnings()).singleElement().asString().contains("closed").contains("a");
    }
    assertThat(heard.lines()).isEmpty();
    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract("END-01")
  void nobody_can_subscribe_to_a_closed_bus() {
    EventBus bus = EventBus.create();
    bus.close();

    assertThatThrownBy(() -> bus.subscribe(A, heard.handler("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  @Contract({"END-01", "END-03"})
  void closing_again_does_nothing() {
    EventBus bus = EventBus.builder().tap(new Told("tap", true)).build();

    bus.close();
    bus.close();

    assertThat(heard.lines()).containsExactly("tap close");
  }

  @Test
  @Contract("BUS-14")
  void closing_gives_up_the_subscriptions() {
    EventBus bus = EventBus.create();
    Subscription kind = bus.subscribe(A, heard.handler("kind"));
    Subscription session = bus.subscribe(EventSelector.session("s"), heard.handler("session"));

    bus.close();

    assertThat(kind.isActive()).isFalse();
    assertThat(session.isActive()).isFalse();
    assertThat(kind.unsubscribe()).isFalse();
  }

  @Test
  @Contract({"END-02", "END-03"})
  void a_handler_may_close_the_bus_and_everything_begun_is_still_delivered() {
    EventBus bus = EventBus.builder().tap(new Told("one", true)).tap(new Told("two", true)).build();
    bus.subscribe(
        A,
        event -> {
          bus.emit(b());
          bus.close();
          heard.add("after " + bus.emit(b()).status());
        });
    bus.subscribe(EventSelector.all(), heard.handler("handler"));

    bus.emit(a());

    assertThat(heard.lines())
        .containsExactly(
            "one a",
            "two a",
            "one b",
            "two b",
            "after CLOSED",
            "handler a",
            "handler b",
            "one close",
            "two close");
  }

  @Test
  @Contract({"END-02", "END-03", "ORD-04"})
  void a_tap_may_close_the_bus_and_the_other_taps_still_hear_what_was_emitted() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .tap(
                event -> {
                  if (event.is(A)) {
                    bus[0].emit(b());
                    bus[0].close();
                  }
                })
            .tap(new Told("tap", true))
            .build();
    bus[0].subscribe(EventSelector.all(), heard.handler("handler"));

    bus[0].emit(a());

    assertThat(heard.lines())
        .containsExactly("tap a", "tap b", "handler a", "handler b", "tap close");
  }

  @Test
  @Contract({"END-02", "NOT-07"})
  void an_emit_in_flight_on_another_thread_reaches_all_its_handlers() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    EventBus bus = EventBus.builder().tap(new Told("tap", true)).build();
    bus.subscribe(
        EventSelector.session("s"),
        event -> {
          inside.countDown();
          closed.await();
        });
    bus.subscribe(A, heard.handler("handler"));
    bus.subscribe(EventSelector.session("s"), heard.handler("session"));
    Subscription gone = bus.subscribe(A, heard.handler("gone"));
    Thread emitter = new Thread(() -> bus.emit(DomainEvent.builder(A).sessionId("s").build()));
    emitter.start();
    inside.await();

    bus.close();
    heard.add("closed");
    gone.unsubscribe();
    closed.countDown();
    emitter.join();

    assertThat(heard.lines())
        .containsExactly("tap a", "tap close", "closed", "handler a", "session a");
  }

  @Test
  @Contract({"END-03", "TAP-02"})
  void a_tap_that_fails_to_close_does_not_keep_the_others_open() {
    EventBus bus =
        EventBus.builder()
            .failureListener(notes)
            .tap(
                new Told("bad", true) {
                  @Override
                  public boolean close(Duration timeout) {
                    throw new IllegalStateException();
                  }
                })
            .tap(new Told("left", false))
            .build();

    try (LogCapture log = LogCapture.open()) {
      bus.close();

      assertThat(log.warnings()).singleElement().asString().contains("unprocessed");
    }
    assertThat(heard.lines()).containsExactly("left close");
    assertThat(notes.lines()).containsExactly("tap - - IllegalStateException");
  }

  @Test
  @Contract("END-04")
  void flush_asks_every_tap_and_tells_the_truth() {
    EventBus done = EventBus.builder().tap(new Told("a", true)).tap(new Told("b", true)).build();
    EventBus left = EventBus.builder().tap(new Told("c", false)).tap(new Told("d", true)).build();

    assertThat(done.flush(Duration.ofMinutes(1))).isTrue();
    assertThat(left.flush(Duration.ofSeconds(-1))).isFalse();
    left.close();
    assertThat(left.flush(Duration.ofSeconds(Long.MAX_VALUE))).isFalse();
    assertThat(EventBus.create().flush(Duration.ZERO)).isTrue();

    assertThat(heard.lines().subList(0, 4))
        .containsExactly("a flush 0", "b flush 0", "c flush 0", "d flush 0");
  }

  @Test
  @Contract({"END-04", "TAP-02", "FLT-08"})
  void a_tap_that_throws_while_flushing_is_told_and_counts_as_not_done() {
    List<String> asked = new ArrayList<>();
    EventBus bus =
        EventBus.builder()
            .failureListener(notes)
            .tap(
                new Told("bad", true) {
                  @Override
                  public boolean flush(Duration timeout) {
                    Sneaky.throwUnchecked(new InterruptedException());
                    return true;
                  }
                })
            .tap(
                new Told("good", true) {
                  @Override
                  public boolean flush(Duration timeout) {
                    asked.add("good");
                    return true;
                  }
                })
            .build();

    assertThat(bus.flush(Duration.ofMinutes(1))).isFalse();

    assertThat(asked).containsExactly("good");
    assertThat(notes.lines()).containsExactly("tap - - InterruptedException");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @Contract("END-05")
  void flush_inside_a_handler_or_tap_of_the_same_bus_is_refused() {
    EventBus[] bus = new EventBus[1];
    EventBus other = EventBus.create();
    EventHandler flushes =
        event -> {
          assertThatThrownBy(() -> bus[0].flush(Duration.ZERO))
              .isInstanceOf(IllegalStateException.class);
          assertThat(other.flush(Duration.ZERO)).isTrue();
          heard.add("refused");
        };
    bus[0] = EventBus.builder().tap(flushes::handle).build();
    bus[0].subscribe(B, flushes);

    bus[0].emit(b());

    assertThat(heard.lines()).containsExactly("refused", "refused");
  }
}
