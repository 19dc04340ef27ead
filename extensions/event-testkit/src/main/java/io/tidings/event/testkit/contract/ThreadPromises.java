package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static io.tidings.event.testkit.contract.TestKind.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Threads of handlers and concurrent use of a bus. */
interface ThreadPromises extends Promises {

  @Test
  @Contract("BUS-05")
  default void handlers_run_on_the_emitting_thread_before_emit_returns(Workbench bench) {
    EventBus bus = bench.bus();
    List<Thread> threads = new ArrayList<>();
    bus.subscribe(A, event -> bus.emit(B.event()));
    bus.subscribe(B, event -> threads.add(Thread.currentThread()));
    bus.subscribe(EventType.PLAN_APPLIED, event -> threads.add(Thread.currentThread()));

    bus.emit(A.event());
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));

    assertThat(threads).hasSize(2).containsOnly(Thread.currentThread());
  }

  @Test
  @Contract("BUS-06")
  default void concurrent_emits_and_subscribes_lose_no_event(Workbench bench) throws Exception {
    int rounds = 1_000;
    EventBus bus = bench.bus();
    AtomicInteger all = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    bus.subscribe(A, event -> all.incrementAndGet());
    Workbench.inParallel(
        4,
        thread -> {
          String session = "s" + thread;
          for (int round = 0; round < rounds; round++) {
            AtomicInteger received = new AtomicInteger();
            Subscription own =
                bus.subscribe(EventSelector.session(session), event -> received.incrementAndGet());
            bus.emit(DomainEvent.root(A).sessionId(session).build());
            own.close();
            wrong.addAndGet(received.get() == 1 ? 0 : 1);
          }
        });

    assertThat(wrong).hasValue(0);
    assertThat(all).hasValue(4 * rounds);
  }

  @Test
  @Contract("BUS-08")
  default void bus_is_usable_by_other_threads_while_a_handler_runs(Workbench bench)
      throws Exception {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bench.notes.add(Workbench.elsewhere(() -> used(bus))));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("DONE 1");
  }

  private static String used(EventBus bus) {
    try (Subscription own = bus.subscribe(B, event -> {})) {
      assertThat(own.isActive()).isTrue();
      bus.isEnabled(B);
      EmitResult result = bus.emit(B.event());
      return result.status() + " " + result.delivered();
    }
  }

  @Test
  @Contract("BUS-08")
  default void handler_may_call_every_method_of_the_bus(Workbench bench) {
    EventBus bus = bench.bus();
    Subscription other = bus.subscribe(C, bench.notes.handler("other"));
    Subscription[] own = new Subscription[1];
    own[0] =
        bus.subscribe(
            A,
            event -> {
              bus.subscribe(B, bench.notes.handler("new"));
              other.close();
              own[0].close();
              bus.emit(B.event());
              bus.emit(C.event());
            });

    bus.emit(A.event());
    bus.emit(A.event());
    bus.subscribe(A, event -> bus.close());
    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("new b");
  }

  @Test
  @Contract("BUS-15")
  default void one_bus_serves_all_services_on_all_threads(Workbench bench) throws Exception {
    EventBus bus = bench.bus();
    bus.subscribe(A, bench.notes.handler("handler"));
    bus.subscribe(B, bench.notes.handler("handler"));

    bus.emit(A.event());
    Workbench.elsewhere(() -> bus.emit(B.event()));

    assertThat(bench.notes.lines()).containsExactly("handler a", "handler b");
  }
}
