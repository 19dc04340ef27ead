package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.B;
import static io.tidings.event.rx.Given.a;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.Contract;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Order and selection of deliveries. */
class OrderTest {

  private final List<String> received = new ArrayList<>();
  private final Given.Notes notes = new Given.Notes();

  @ParameterizedTest
  @EnumSource(DispatchOrder.class)
  @Contract({"RX-01", "RX-02", "ACC-06"})
  void event_reaches_stream_then_audit_taps_then_handlers(DispatchOrder order) {
    ReactiveEventBus bus =
        ReactiveEventBus.builder()
            .order(order)
            .audit(event -> received.add("first audit"))
            .audit(event -> received.add("second audit"))
            .build();
    bus.subscribe(A, event -> received.add("handler"));
    bus.stream().subscribe(event -> received.add("stream"));
    bus.observe(EventSelector.all(), event -> received.add("consumer"));

    EmitResult result = bus.emit(a());

    assertThat(received)
        .containsExactly("stream", "consumer", "first audit", "second audit", "handler");
    assertThat(result).isEqualTo(EmitResult.done(1));
  }

  @Test
  @Contract({"RX-08", "ACC-06"})
  void throwing_audit_tap_is_reported_and_stops_no_other() {
    ReactiveEventBus bus =
        ReactiveEventBus.builder()
            .failureListener(notes)
            .audit(
                event -> {
                  throw new IllegalStateException("thrown on purpose");
                })
            .audit(event -> received.add("second audit"))
            .build();
    bus.stream().subscribe(event -> received.add("stream"));
    bus.subscribe(A, event -> received.add("handler"));

    EmitResult result = bus.emit(a());

    assertThat(received).containsExactly("stream", "second audit", "handler");
    assertThat(notes.lines).containsExactly("tap at test.a");
    assertThat(result.tapFailures()).isOne();
  }

  @Test
  @Contract("RX-05")
  void observer_receives_only_events_after_its_subscription() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.emit(a(1));
    Probe probe = new Probe();
    bus.stream().subscribe(probe);
    bus.emit(a(2));

    assertThat(probe.sessions()).containsExactly("2");
  }

  @Test
  @Contract("STR-05")
  void observer_receives_exactly_the_events_it_selects() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Probe kind = new Probe();
    bus.stream(EventSelector.kind(A)).subscribe(kind);
    Probe session = new Probe();
    bus.stream(EventSelector.session("2")).subscribe(session);
    Probe predicate = new Probe();
    bus.stream(EventSelector.all().where(event -> event.is(B))).subscribe(predicate);
    bus.emit(a(1));
    bus.emit(DomainEvent.builder(B).sessionId("2").build());

    assertThat(kind.kinds()).containsExactly("test.a");
    assertThat(session.kinds()).containsExactly("test.b");
    assertThat(predicate.kinds()).containsExactly("test.b");
  }

  @Test
  @Contract("STR-05")
  void unselected_kind_is_not_enabled_and_reaches_no_observer() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Probe probe = new Probe();
    bus.stream(EventSelector.kind(A)).subscribe(probe);

    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(bus.isEnabled(B)).isFalse();
    bus.emit(DomainEvent.of(B));
    assertThat(probe.events).isEmpty();
    assertThat(bus.metrics().emitted()).isZero();

    probe.dispose();
    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract({"STR-05", "RX-06"})
  void throwing_selector_does_not_match_and_is_reported() {
    ReactiveEventBus bus = ReactiveEventBus.builder().failureListener(notes).build();
    Probe failing = new Probe();
    bus.stream(
            EventSelector.all()
                .where(
                    event -> {
                      throw new LinkageError("thrown on purpose");
                    }))
        .subscribe(failing);
    Probe other = new Probe();
    bus.stream().subscribe(other);
    bus.emit(a());

    assertThat(failing.events).isEmpty();
    assertThat(other.events).hasSize(1);
    assertThat(notes.lines).containsExactly("selector at test.a");
  }

  @Test
  @Contract("STR-10")
  void event_emitted_by_an_observer_follows_the_current_event() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Probe first =
        new Probe(
            event -> {
              if (event.is(A)) {
                bus.emit(event.caused(B).build());
              }
            });
    Probe second = new Probe();
    bus.stream().subscribe(first);
    bus.stream().subscribe(second);
    bus.subscribe(EventSelector.all(), event -> received.add(event.kind().id()));
    bus.emit(a());

    assertThat(first.kinds()).containsExactly("test.a", "test.b");
    assertThat(second.kinds()).containsExactly("test.a", "test.b");
    assertThat(received).containsExactly("test.a", "test.b");
  }

  @Test
  @Contract("STR-10")
  void observer_may_dispose_subscribe_and_close() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Probe late = new Probe();
    Probe[] leaving = new Probe[1];
    leaving[0] =
        new Probe(
            event -> {
              leaving[0].dispose();
              bus.stream().subscribe(late);
            });
    bus.stream().subscribe(leaving[0]);
    bus.emit(a(1));
    bus.emit(a(2));
    bus.observe(EventSelector.all(), event -> bus.close());
    bus.emit(a(3));

    assertThat(leaving[0].sessions()).containsExactly("1");
    assertThat(late.sessions()).containsExactly("2", "3");
    assertThat(late.completions).hasValue(1);
    assertThat(bus.emit(a(4)).status()).isEqualTo(EmitResult.Status.CLOSED);
  }

  @Test
  @Contract("RX-04")
  void core_has_no_reactive_dependency() throws Exception {
    assertThat(constants(EventSelector.class)).doesNotContain("reactive");
    assertThat(constants(ReactiveEventBus.class)).contains("reactive");
    assertThat(Files.readString(Path.of("../event-core/pom.xml"))).doesNotContain("reactive");
    assertThat(Files.readString(Path.of("pom.xml"))).contains("reactive");
  }

  private static String constants(Class<?> type) throws Exception {
    try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return new String(requireNonNull(bytes).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
