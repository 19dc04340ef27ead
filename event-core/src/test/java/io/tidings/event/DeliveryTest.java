package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private final EventBus bus = EventBus.create();
  private final RecordedEvents heard = new RecordedEvents();

  @Test
  @Contract({"BUS-02", "SEL-03"})
  void handlers_of_a_kind_are_called_in_the_order_they_were_subscribed() {
    bus.subscribe(A, heard.handler("first"));
    bus.subscribe(A, heard.handler("second"));
    bus.subscribe(A, heard.handler("third"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("first a", "second a", "third a");
  }

  @Test
  @Contract("BUS-02")
  void a_handler_is_called_only_for_what_it_is_subscribed_to() {
    bus.subscribe(A, heard.handler("handler"));

    bus.emit(b());
    bus.emit(a());

    assertThat(heard.lines()).containsExactly("handler a");
  }

  @Test
  @Contract("BUS-02")
  void one_handler_subscribed_twice_is_called_twice() {
    EventHandler handler = heard.handler("same");
    bus.subscribe(A, handler);
    bus.subscribe(A, handler);

    assertThat(bus.emit(a()).delivered()).isEqualTo(2);
    assertThat(heard.lines()).containsExactly("same a", "same a");
  }

  @Test
  @Contract("BUS-03")
  void an_event_nobody_wants_is_no_error() {
    bus.subscribe(B, heard.handler("handler"));

    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(0));
  }

  @Test
  @Contract("BUS-05")
  void handlers_run_on_the_emitting_thread_before_emit_returns() {
    List<Thread> threads = new ArrayList<>();
    bus.subscribe(A, event -> threads.add(Thread.currentThread()));

    bus.emit(a());

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  @Contract("BUS-02")
  void a_handler_gets_the_very_event_that_was_emitted() {
    List<DomainEvent> events = new ArrayList<>();
    bus.subscribe(A, events::add);
    DomainEvent event = a();

    bus.emit(event);

    assertThat(events).singleElement().isSameAs(event);
  }

  @Test
  @Contract("BUS-07")
  void a_handler_subscribed_during_an_emit_hears_the_next_event_first() {
    bus.subscribe(
        A,
        event -> {
          heard.add("outer");
          bus.subscribe(A, heard.handler("late"));
        });

    bus.emit(a());
    assertThat(heard.lines()).containsExactly("outer");

    bus.emit(a());
    assertThat(heard.lines()).containsExactly("outer", "outer", "late a");
  }

  @Test
  @Contract("BUS-07")
  void a_handler_unsubscribed_before_its_turn_is_skipped() {
    List<Subscription> later = new ArrayList<>();
    bus.subscribe(A, heard.handler("first", event -> later.get(0).close()));
    later.add(bus.subscribe(A, heard.handler("second")));
    bus.subscribe(A, heard.handler("third"));

    EmitResult result = bus.emit(a());

    assertThat(heard.lines()).containsExactly("first a", "third a");
    assertThat(result).isEqualTo(EmitResult.done(2));
  }

  @Test
  @Contract("BUS-08")
  void a_handler_may_unsubscribe_itself() {
    List<Subscription> own = new ArrayList<>();
    own.add(bus.subscribe(A, heard.handler("once", event -> own.get(0).close())));

    bus.emit(a());
    bus.emit(a());

    assertThat(heard.lines()).containsExactly("once a");
  }

  @Test
  @Contract("BUS-07")
  void the_handlers_of_a_deferred_event_are_those_at_its_emit_and_not_at_its_turn() {
    bus.subscribe(
        A,
        event -> {
          bus.emit(b());
          bus.subscribe(B, heard.handler("too late"));
        });
    Subscription gone = bus.subscribe(B, heard.handler("gone"));
    bus.subscribe(A, event -> gone.close());
    bus.subscribe(B, heard.handler("there"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("there b");
  }

  @Test
  @Contract("BUS-16")
  void a_handler_of_everything_hears_every_kind_in_order() {
    bus.subscribe(EventSelector.all(), event -> heard.add(event.kind().id()));
    List<String> emitted = new ArrayList<>();
    for (EventType type : EventType.values()) {
      emitted.add(type.id());
      bus.emit(DomainEvent.of(type));
    }
    emitted.add("host.kind");
    bus.emit(DomainEvent.of(EventKind.of("host.kind")));

    assertThat(heard.lines()).isEqualTo(emitted);
  }

  @Test
  @Contract({"RES-01", "BUS-02"})
  void a_result_counts_the_handlers_that_returned() {
    for (int i = 0; i < 300; i++) {
      bus.subscribe(A, event -> {});
    }

    EmitResult result = bus.emit(a());

    assertThat(result.status()).isEqualTo(EmitResult.Status.DONE);
    assertThat(result.delivered()).isEqualTo(300);
    assertThat(result.failures()).isEmpty();
  }

  @Test
  @Contract("RES-02")
  void results_without_failures_are_shared() {
    bus.subscribe(A, event -> {});

    assertThat(bus.emit(a())).isSameAs(bus.emit(a())).isSameAs(EmitResult.done(1));
  }

  @Test
  @Contract("BUS-15")
  void services_share_one_bus_that_the_host_made() {
    record Service(EventEmitter events) {
      void work() {
        events.emit(A);
      }
    }
    bus.subscribe(A, heard.handler("host"));

    new Service(EventEmitter.of(bus)).work();
    new Service(EventEmitter.of(bus)).work();

    assertThat(heard.lines()).containsExactly("host a", "host a");
  }

  @Test
  @Contract({"NOT-05", "EVT-12"})
  void ids_are_different_but_do_not_tell_an_order() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(a().id());
    }

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).isNotEqualTo(ids.stream().sorted().toList());
  }
}
