package io.tidings.event.benchmarks.suites;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.observe.BusObserver;
import io.tidings.event.observe.ObservedEventBus;
import io.tidings.event.observe.jfr.BusRecording;
import io.tidings.event.observe.micrometer.BusMeters;
import io.tidings.event.observe.micrometer.HandlerObservations;
import jdk.jfr.Recording;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Emits to callbacks through an observed bus. Each benchmark has a bus of its own. */
public class ObserveBenchmark {

  private static final int TRAINING_EMITS = 30_000;

  /** An event and the callbacks. */
  @State(Scope.Benchmark)
  public static class Emit {

    @Param({"1", "10"})
    public int callbacks;

    private DomainEvent event;

    @Setup
    public void prepare() {
      event = Handlers.event();
    }

    /**
     * Returns a bus with the callbacks, after the compiler has met handlers of all four classes on
     * such a bus: a host whose bus is observed has no other.
     */
    EventBus bus(BusObserver... observers) {
      EventBus trained = ObservedEventBus.wrap(EventBus.create(), observers);
      subscribe(trained, Handlers.create(4));
      for (int i = 0; i < TRAINING_EMITS; i++) {
        trained.emit(event);
      }
      EventBus bus = ObservedEventBus.wrap(EventBus.create(), observers);
      subscribe(bus, Handlers.create(callbacks));
      return bus;
    }

    private static void subscribe(EventBus bus, EventHandler... handlers) {
      for (EventHandler handler : handlers) {
        bus.subscribe(Handlers.KIND, handler);
      }
    }
  }

  /** A bus that nothing observes. */
  @State(Scope.Benchmark)
  public static class Plain {
    private EventBus bus;

    @Setup
    public void prepare(Emit emit) {
      bus = emit.bus();
    }
  }

  /** A bus that would be recorded, without a recording. */
  @State(Scope.Benchmark)
  public static class Off {
    private EventBus bus;

    @Setup
    public void prepare(Emit emit) {
      bus = emit.bus(BusRecording.create());
    }
  }

  /** A bus that is recorded with the thresholds of {@code tidings.jfc}. */
  @State(Scope.Benchmark)
  public static class Recorded {
    private final Recording recording = new Recording();
    private EventBus bus;

    @Setup
    public void prepare(Emit emit) {
      recording.setSettings(BusRecording.settings());
      recording.start();
      bus = emit.bus(BusRecording.create());
    }

    @TearDown
    public void stop() {
      recording.close();
    }
  }

  /** A bus with meters in a registry. */
  @State(Scope.Benchmark)
  public static class Metered {
    private EventBus bus;

    @Setup
    public void prepare(Emit emit) {
      bus = metered(emit, BusMeters.create());
    }
  }

  /** A bus with meters that time every call. */
  @State(Scope.Benchmark)
  public static class MeteredEvery {
    private EventBus bus;

    @Setup
    public void prepare(Emit emit) {
      bus = metered(emit, BusMeters.builder().everyCall().build());
    }
  }

  /** A bus with an observation for each call of a handler, which times it. */
  @State(Scope.Benchmark)
  public static class Observed {
    private EventBus bus;

    @Setup
    public void prepare(Emit emit) {
      ObservationRegistry observations = ObservationRegistry.create();
      observations
          .observationConfig()
          .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
      bus = emit.bus(HandlerObservations.of(observations));
    }
  }

  private static EventBus metered(Emit emit, BusMeters meters) {
    meters.bindTo(new SimpleMeterRegistry());
    return emit.bus(meters);
  }

  @Benchmark
  public EmitResult plain(Emit emit, Plain state) {
    return state.bus.emit(emit.event);
  }

  @Benchmark
  public EmitResult off(Emit emit, Off state) {
    return state.bus.emit(emit.event);
  }

  @Benchmark
  public EmitResult recorded(Emit emit, Recorded state) {
    return state.bus.emit(emit.event);
  }

  @Benchmark
  public EmitResult metered(Emit emit, Metered state) {
    return state.bus.emit(emit.event);
  }

  @Benchmark
  public EmitResult meteredEvery(Emit emit, MeteredEvery state) {
    return state.bus.emit(emit.event);
  }

  @Benchmark
  public EmitResult observed(Emit emit, Observed state) {
    return state.bus.emit(emit.event);
  }
}
