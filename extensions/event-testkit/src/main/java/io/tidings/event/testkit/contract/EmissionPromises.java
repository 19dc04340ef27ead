package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.Letter.A;
import static io.tidings.event.testkit.contract.Letter.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.internal.LogCapture;
import org.junit.jupiter.api.Test;

/** What a service may rely on that states what happened. */
interface EmissionPromises extends Promises {

  @Test
  @Contract("EMI-01")
  default void a_service_with_a_bus_is_heard_and_without_one_goes_on(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bench.notes.add("heard " + event.details()));

    for (EventEmitter events : new EventEmitter[] {EventEmitter.of(bus), EventEmitter.of(null)}) {
      events.emit(A, event -> event.detail("n", 1));
      bench.notes.add("goes on");
    }

    assertThat(bench.notes.lines()).containsExactly("heard {n=1}", "goes on", "goes on");
  }

  @Test
  @Contract("EMI-03")
  default void an_emitter_throws_nothing_but_fatal_errors_and_warns(Workbench bench) {
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
  default void an_emitter_builds_nothing_that_nobody_hears(Workbench bench) {
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
