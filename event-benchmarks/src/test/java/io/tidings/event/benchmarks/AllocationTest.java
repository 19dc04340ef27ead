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

/** What an emit allocates: counted in each build, where no time can be measured. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TIMES = 1_000;
  private static final int TRIES = 6;
  private static final EventType A = EventType.PLAN_CREATED;
  private static final EventType B = EventType.PLAN_APPLIED;

  private final EventBus bus = EventBus.create();
  private final DomainEvent event = DomainEvent.builder(A).sessionId("s").planId("p").build();

  /**
   * Counts what the calling thread allocates when work is done many times, in whatever way the code
   * is run. The least of some tries: the collector may take the idle state of the thread once, and
   * the compiler may make an object again when it gives up compiled code; what each emit allocates
   * is in every try.
   */
  private static long allocatedBy(Runnable work) {
    return LongStream.generate(() -> allocatedOnceBy(work)).limit(TRIES).min().orElseThrow();
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
  void an_emit_that_nobody_hears_allocates_nothing() {
    assertEmitAllocatesNothing();
    bus.subscribe(B, heard -> {});
    assertEmitAllocatesNothing();
  }

  @Test
  void an_emit_to_handlers_allocates_nothing() {
    for (int i = 0; i < 100; i++) {
      bus.subscribe(A, heard -> {});
    }
    assertEmitAllocatesNothing();
  }

  @Test
  void an_emit_to_handlers_found_by_kind_and_by_ids_allocates_nothing() {
    bus.subscribe(EventSelector.session("s"), heard -> {});
    bus.subscribe(EventSelector.session("another"), heard -> {});
    assertEmitAllocatesNothing();
    bus.subscribe(EventSelector.planTree("p"), heard -> {});
    bus.subscribe(A, heard -> {});
    assertEmitAllocatesNothing();
  }

  @Test
  void an_emit_inside_an_open_scope_allocates_nothing() {
    bus.subscribe(A, heard -> {});
    try (var opened = EventScope.none().withUser("u").open()) {
      assertEmitAllocatesNothing();
    }
  }

  @Test
  void an_emit_to_taps_and_a_question_to_taps_allocate_nothing() {
    EventBus tapped = EventBus.builder().tap(heard -> {}).tap(heard -> {}).build();
    tapped.subscribe(A, heard -> {});

    assertThat(allocatedBy(() -> tapped.emit(event))).isZero();
    assertThat(allocatedBy(() -> tapped.isEnabled(B))).isZero();
  }

  @Test
  void an_emitter_that_nobody_listens_to_allocates_nothing() {
    EventEmitter none = EventEmitter.of(null);
    EventEmitter noop = EventEmitter.of(EventBus.noop());
    EventEmitter unheard = EventEmitter.of(bus);
    bus.subscribe(A, heard -> {});

    assertThat(allocatedBy(() -> none.emit(B, e -> e.planId("p")))).isZero();
    assertThat(allocatedBy(() -> noop.emit(B, e -> e.planId("p")))).isZero();
    assertThat(allocatedBy(() -> unheard.emit(B, e -> e.planId("p")))).isZero();
  }

  @Test
  void what_is_allocated_is_counted() {
    bus.subscribe(A, heard -> bus.emit(DomainEvent.of(B)));
    bus.subscribe(B, heard -> {});

    assertThat(allocatedBy(() -> bus.emit(event))).as("the negative control").isPositive();
  }
}
