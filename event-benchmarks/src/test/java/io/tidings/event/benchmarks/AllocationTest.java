package io.tidings.event.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Allocation of an emit, counted in each build, where times cannot be measured. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TIMES = 1_000;
  private static final int ATTEMPTS = 6;
  private static final EventType A = EventType.PLAN_CREATED;
  private static final EventType B = EventType.PLAN_APPLIED;

  private final EventBus bus = EventBus.create();
  private final DomainEvent event = DomainEvent.builder(A).sessionId("s").planId("p").build();

  /**
   * Returns the bytes allocated by the calling thread for repeated work: the minimum of several
   * attempts. The collector may clear the thread's idle state once, and the compiler may allocate
   * again after a deoptimization; an allocation of every emit is in every attempt.
   */
  private static long allocatedBy(Runnable work) {
    return LongStream.generate(() -> allocatedOnceBy(work)).limit(ATTEMPTS).min().orElseThrow();
  }

  private static long allocatedOnceBy(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < TIMES; i++) {
      work.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private void assertEmitAllocatesNothing() {
    assertThat(allocatedBy(() -> bus.emit(event))).isZero();
  }

  @Test
  void emit_without_receiver_allocates_nothing() {
    assertEmitAllocatesNothing();
    bus.subscribe(B, event -> {});
    assertEmitAllocatesNothing();
  }

  @Test
  void an_emit_to_handlers_allocates_nothing() {
    for (int i = 0; i < 100; i++) {
      bus.subscribe(A, event -> {});
    }
    assertEmitAllocatesNothing();
  }

  @Test
  void emit_to_handlers_by_kind_and_ids_allocates_nothing() {
    bus.subscribe(EventSelector.session("s"), event -> {});
    bus.subscribe(EventSelector.session("another"), event -> {});
    assertEmitAllocatesNothing();
    bus.subscribe(EventSelector.planTree("p"), event -> {});
    bus.subscribe(A, event -> {});
    assertEmitAllocatesNothing();
  }

  @Test
  void an_emit_inside_an_open_scope_allocates_nothing() {
    bus.subscribe(A, event -> {});
    try (var opened = EventScope.none().withUser("u").open()) {
      assertEmitAllocatesNothing();
    }
  }

  @Test
  void emit_to_taps_and_is_enabled_allocate_nothing() {
    EventBus tapped = EventBus.builder().tap(event -> {}).tap(event -> {}).build();
    tapped.subscribe(A, event -> {});

    assertThat(allocatedBy(() -> tapped.emit(event))).isZero();
    assertThat(allocatedBy(() -> tapped.isEnabled(B))).isZero();
  }

  @Test
  void emitter_without_receiver_allocates_nothing() {
    EventEmitter none = EventEmitter.of(null);
    EventEmitter noop = EventEmitter.of(EventBus.noop());
    EventEmitter notEnabled = EventEmitter.of(bus);
    bus.subscribe(A, event -> {});

    assertThat(allocatedBy(() -> none.emit(B, e -> e.planId("p")))).isZero();
    assertThat(allocatedBy(() -> noop.emit(B, e -> e.planId("p")))).isZero();
    assertThat(allocatedBy(() -> notEnabled.emit(B, e -> e.planId("p")))).isZero();
  }

  @Test
  void allocation_is_counted() {
    bus.subscribe(A, event -> bus.emit(DomainEvent.of(B)));
    bus.subscribe(B, event -> {});

    assertThat(allocatedBy(() -> bus.emit(event))).as("the negative control").isPositive();
  }
}
