package io.tidings.event.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.observe.jfr.BusRecording;
import io.tidings.event.observe.micrometer.BusMeters;
import io.tidings.event.observe.micrometer.HandlerObservations;
import io.tidings.event.observe.opentelemetry.HandlerSpans;
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.contract.BusSetup;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.contract.EventBusContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published contract on a bus that everything observes. */
class ObservedBusContractTest extends EventBusContract {

  @Override
  protected EventBus create(BusSetup setup) {
    BusMeters meters = BusMeters.create();
    meters.bindTo(new SimpleMeterRegistry());
    return observed(setup.toBuilder().build(), meters);
  }

  private static EventBus observed(EventBus bus, BusMeters meters) {
    return ObservedEventBus.wrap(
        bus,
        meters,
        HandlerObservations.of(ObservationRegistry.create()),
        HandlerSpans.of(OpenTelemetry.noop()),
        BusRecording.create());
  }

  @Contract("OBS-01")
  @Test
  void wrapped_handler_keeps_name_order_and_lists() {
    ManualExecutor executor = new ManualExecutor();
    List<String> notes = new ArrayList<>();
    try (EventBus bus = observed(EventBus.create(), BusMeters.create())) {
      bus.subscribe(EventSelector.all(), event -> notes.add("second"));
      bus.subscribe(
          EventSelector.all(),
          SubscriptionOptions.named("first").order(-1),
          event -> notes.add("first"));
      EventHandler.OfBatches lists = events -> notes.add("list of " + events.size());
      bus.subscribeBatches(
          EventSelector.all(),
          SubscriptionOptions.defaults()
              .async(AsyncOptions.defaults().batchSize(2).executor(executor)),
          lists);
      bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
      bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
      executor.runAll();

      assertThat(bus.describe().subscriptions())
          .extracting(entry -> entry.name().replaceFirst("\\$\\$.*#", "#"))
          .containsExactly(
              "first",
              ObservedBusContractTest.class.getName() + "#1",
              ObservedBusContractTest.class.getName() + "#3");
      assertThat(notes).containsExactly("first", "second", "first", "second", "list of 2");
    }
  }

  @Contract("OBS-01")
  @Test
  void first_observer_is_the_outermost() {
    List<String> notes = new ArrayList<>();
    BusObserver one = bus -> noted(bus, "one", notes);
    BusObserver two = bus -> noted(bus, "two", notes);
    try (EventBus bus = ObservedEventBus.wrap(EventBus.create(), one, two)) {
      bus.emit(DomainEvent.of(EventType.PLAN_CREATED));
      assertThat(notes).containsExactly("one", "two");
    }
    EventBus plain = EventBus.noop();
    assertThat(ObservedEventBus.wrap(plain)).isSameAs(plain);
  }

  private static EventBus noted(EventBus bus, String name, List<String> notes) {
    return new ForwardingEventBus() {
      @Override
      protected EventBus delegate() {
        return bus;
      }

      @Override
      public EmitResult emit(DomainEvent event) {
        notes.add(name);
        return bus.emit(event);
      }
    };
  }
}
