package io.tidings.event.benchmarks.suites;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Emits to callbacks, with bus and handlers as constants of the compiler. */
@State(Scope.Benchmark)
public class ConstantBenchmark {

  private static final DomainEvent EVENT = Handlers.event();
  private static final EventHandler[] LOOP_0 = Handlers.create(0);
  private static final EventBus BUS_0 = Handlers.bus(LOOP_0);
  private static final EventHandler[] LOOP_1 = Handlers.create(1);
  private static final EventBus BUS_1 = Handlers.bus(LOOP_1);
  private static final EventHandler[] LOOP_10 = Handlers.create(10);
  private static final EventBus BUS_10 = Handlers.bus(LOOP_10);
  private static final EventHandler[] LOOP_100 = Handlers.create(100);
  private static final EventBus BUS_100 = Handlers.bus(LOOP_100);

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
  }

  @Benchmark
  public int loop0() throws Exception {
    return Handlers.loop(LOOP_0, EVENT);
  }

  @Benchmark
  public EmitResult bus0() {
    return BUS_0.emit(EVENT);
  }

  @Benchmark
  public int loop1() throws Exception {
    return Handlers.loop(LOOP_1, EVENT);
  }

  @Benchmark
  public EmitResult bus1() {
    return BUS_1.emit(EVENT);
  }

  @Benchmark
  public int loop10() throws Exception {
    return Handlers.loop(LOOP_10, EVENT);
  }

  @Benchmark
  public EmitResult bus10() {
    return BUS_10.emit(EVENT);
  }

  @Benchmark
  public int loop100() throws Exception {
    return Handlers.loop(LOOP_100, EVENT);
  }

  @Benchmark
  public EmitResult bus100() {
    return BUS_100.emit(EVENT);
  }
}
