package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.internal.LogCapture;
import org.junit.jupiter.api.Test;

/** Emission through an {@code EventEmitter}. */
interface EmissionPromises extends Promises {

  @Test
  @Contract("EMI-01")
  default void emitter_works_with_and_without_a_bus(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bench.notes.add("received " + event.details()));

    for (EventEmitter events : new EventEmitter[] {EventEmitter.of(bus), EventEmitter.of(null)}) {
      events.emit(A, event -> event.detail("n", 1));
      bench.notes.add("continued");
    }

    assertThat(bench.notes.lines()).containsExactly("received {n=1}", "continued", "continued");
  }

  @Test
  @Contract("EMI-03")
  default void emitter_throws_only_fatal_errors_and_warns(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, bench.notes.handler("never"));
    bus.subscribe(
        B,
        event -> {
          throw new InternalError("on purpose");
        });
    EventEmitter events = EventEmitter.of(bus);
    LogCapture log = bench.log();

    events.emit(A, event -> event.detail("n", new Object()));
    assertThatThrownBy(() -> events.emit(B)).isInstanceOf(InternalError.class);

    assertThat(bench.notes.lines()).isEmpty();
    assertThat(log.warnings()).singleElement().asString().contains("\"a\"");
  }

  @Test
  @Contract("EMI-16")
  default void emitter_builds_nothing_without_a_listener(Workbench bench) {
    EventBus bus = bench.bus();
    EventEmitter events = EventEmitter.of(bus);
    bus.subscribe(EventSelector.kind(B), event -> {});

    events.emit(B, event -> bench.notes.add("built for one"));
    EventEmitter.of(null).emit(B, event -> bench.notes.add("built"));
    bus.close();
    events.emit(B, event -> bench.notes.add("built"));

    assertThat(bench.notes.lines()).containsExactly("built for one");
  }
}
