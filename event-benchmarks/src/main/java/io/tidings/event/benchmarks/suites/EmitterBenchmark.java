package io.tidings.event.benchmarks.suites;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.spi.EventTap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Emits of a service without an interested handler or tap; the content is a lambda that captures a
 * plan's id.
 */
@State(Scope.Benchmark)
public class EmitterBenchmark {

  private String planId = "p-1";
  private final EventEmitter none = EventEmitter.of(null);
  private final EventEmitter noop = EventEmitter.of(EventBus.noop());
  private final EventEmitter otherKind = EventEmitter.of(Handlers.bus(Handlers.create(1)));
  private final EventEmitter tapped =
      EventEmitter.of(EventBus.builder().tap(new Uninterested()).build());

  /** Baseline without allocation. */
  @Benchmark
  public int nothing() {
    return planId.length();
  }

  @Benchmark
  public void withoutBus() {
    emit(none);
  }

  @Benchmark
  public void noopBus() {
    emit(noop);
  }

  @Benchmark
  public void notEnabled() {
    emit(otherKind);
  }

  @Benchmark
  public void notEnabledTap() {
    emit(tapped);
  }

  private void emit(EventEmitter emitter) {
    String id = planId;
    emitter.emit(EventType.PLAN_CANCELLED, event -> event.planId(id));
  }

  private static final class Uninterested implements EventTap {
    @Override
    public void onEvent(DomainEvent event) {
      throw new IllegalStateException("not interested in any emitted kind");
    }

    @Override
    public boolean isInterested(EventKind kind) {
      return kind == EventType.BUDGET_EXCEEDED;
    }
  }
}
