package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.ScopePromises.FULL;
import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.TraceSource.Trace;
import io.tidings.event.testkit.internal.GarbageCollection;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Current event and scope during and after an emit. */
interface ContextPromises extends Promises {

  private static String current() {
    DomainEvent event = EventContext.capture().event();
    return (event == null ? "-" : event.kind().id()) + " " + EventScope.current().user();
  }

  private static DomainEvent ofUser(TestKind kind, String user) {
    return DomainEvent.root(kind).scope(EventScope.none().withUser(user)).build();
  }

  @Test
  @Contract("CTX-01")
  default void event_and_scope_are_current_for_every_listener(Workbench bench) {
    FailureNotes listener =
        new FailureNotes() {
          @Override
          public void handlerFailed(DomainEvent event, Subscription of, Throwable failure) {
            bench.notes.add("listener " + current());
          }
        };
    EventBus bus =
        bench.bus(
            bench
                .setup()
                .withFailureListener(listener)
                .withTaps(event -> bench.notes.add("tap " + current())));
    bus.subscribe(
        EventSelector.kind(A)
            .where(
                event -> {
                  bench.notes.add("predicate " + current());
                  return true;
                }),
        event -> {
          bench.notes.add("handler " + current());
          throw new IllegalStateException("on purpose");
        });

    bus.emit(ofUser(A, "u"));

    assertThat(bench.notes.lines())
        .containsExactly("tap a u", "predicate a u", "handler a u", "listener a u");
  }

  @Test
  @Contract("CTX-01")
  default void context_left_open_is_closed_before_the_next_listener(Workbench bench) {
    EventBus bus = bench.bus(bench.notes.tap("tap", event -> FULL.open()));
    bus.subscribe(
        A,
        event -> {
          bench.notes.add(current());
          FULL.open();
        });
    bus.subscribe(A, event -> bench.notes.add(current()));

    bus.emit(ofUser(A, "mine"));

    assertThat(bench.notes.lines()).containsExactly("tap a", "a mine", "a mine");
  }

  @Test
  @Contract("CTX-01")
  default void context_left_open_by_flush_or_close_is_closed(Workbench bench) {
    EventBus bus = bench.bus(new ContextLeakTap());

    assertThat(bus.flush(Duration.ZERO)).isTrue();
    bench.notes.add("flushed " + current());
    bus.close();
    bench.notes.add("closed " + current());

    assertThat(bench.notes.lines()).containsExactly("flushed - null", "closed - null");
  }

  @Test
  @Contract("CTX-02")
  default void event_built_in_a_handler_inherits_all_but_actor_and_trace(Workbench bench) {
    EventBus bus = bench.bus();
    List<DomainEvent> built = new ArrayList<>();
    bus.subscribe(
        A,
        event -> {
          built.add(DomainEvent.of(B));
          built.add(DomainEvent.root(B).build());
          built.add(bus.events().builder(B).sessionId("other").build());
        });
    DomainEvent cause =
        DomainEvent.root(A)
            .correlationId("c")
            .scope(FULL)
            .planId("plan")
            .rootPlanId("root")
            .sessionId("session")
            .projectName("project")
            .actorName("actor")
            .traceId("trace")
            .spanId("span")
            .build();

    bus.emit(cause);

    DomainEvent child = built.get(0);
    assertThat(child)
        .isEqualTo(
            cause.toBuilder()
                .id(child.id())
                .timestamp(child.timestamp())
                .causationId(cause.id())
                .actorName(null)
                .traceId(null)
                .spanId(null)
                .build()
                .caused(B)
                .id(child.id())
                .timestamp(child.timestamp())
                .causationId(cause.id())
                .build());
    assertThat(built.get(1).causationId()).isNull();
    assertThat(built.get(1).scope().isNone()).isTrue();
    assertThat(built.get(2).sessionId()).isEqualTo("other");
    assertThat(built.get(2).causationId()).isEqualTo(cause.id());
  }

  @Test
  @Contract("CTX-02")
  default void deferred_event_has_the_cause_that_emitted_it(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bus.emit(B.event()));
    bus.subscribe(B, event -> bench.notes.add(event.causationId()));
    bus.subscribe(B, event -> bench.notes.add(DomainEvent.of(A).correlationId()));
    DomainEvent root = A.event();

    bus.emit(root);

    assertThat(bench.notes.lines()).containsExactly(root.id(), root.id());
  }

  @Test
  @Contract("CTX-07")
  default void trace_is_that_of_the_source_at_build(Workbench bench) {
    List<Trace> current = new ArrayList<>(List.of(new Trace("t-1", "s-1"), new Trace("t-2", null)));
    EventFactory events = EventFactory.standard().withTraces(() -> current.get(0));
    EventBus bus = bench.bus(bench.setup().withEvents(events));
    bus.subscribe(
        A,
        event -> {
          bench.notes.add(event.traceId() + " " + event.spanId());
          current.remove(0);
          bus.emit(bus.events().builder(B).build());
          bus.emit(bus.events().builder(B).traceId("own").build());
          bus.emit(bus.events().copy(B.event()).build());
          bus.emit(event.caused(B).build());
        });
    bus.subscribe(B, event -> bench.notes.add(event.traceId() + " " + event.spanId()));

    bus.emit(bus.events().root(A).build());

    assertThat(bench.notes.lines())
        .containsExactly("t-1 s-1", "t-2 null", "own null", "null null", "null null");
  }

  @Test
  @Contract("CTX-08")
  default void actor_is_inherited_where_the_factory_says_so(Workbench bench) {
    EventFactory events = EventFactory.standard().withInheritedActor();
    EventBus bus = bench.bus(bench.setup().withEvents(events));
    bus.subscribe(
        A,
        event -> {
          bus.emit(bus.events().builder(B).build());
          bus.emit(bus.events().caused(event, B).build());
          bus.emit(bus.events().builder(B).actorName("own").build());
          bus.emit(bus.events().root(B).build());
        });
    bus.subscribe(B, event -> bench.notes.add(event.actorName()));

    bus.emit(bus.events().root(A).actorName("actor").build());

    assertThat(bench.notes.lines()).containsExactly("actor", "actor", "own", "null");
  }

  @Test
  @Contract("CTX-03")
  default void emit_restores_the_current_event_and_scope(Workbench bench) {
    EventBus bus = bench.bus();
    EventBus other = bench.bus();
    bus.subscribe(
        A,
        event -> {
          other.emit(ofUser(B, "inner"));
          bench.notes.add(current());
        });
    other.subscribe(B, event -> bench.notes.add(current()));
    try (var mine = FULL.open()) {
      assertThat(mine).isNotNull();
      bus.emit(ofUser(A, "outer"));
      bench.notes.add(current());
    }
    bench.notes.add(current());

    assertThat(bench.notes.lines()).containsExactly("b inner", "a outer", "- u", "- null");
  }

  @Test
  @Contract("CTX-03")
  default void no_thread_references_an_emitted_event(Workbench bench) throws Exception {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bus.emit(B.event()));
    bus.subscribe(B, event -> {});
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      WeakReference<DomainEvent> event = pool.submit(() -> emitted(bus)).get();
      assertThat(GarbageCollection.isCollected(event)).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  private static WeakReference<DomainEvent> emitted(EventBus bus) {
    DomainEvent event = A.event();
    bus.emit(event);
    return new WeakReference<>(event);
  }

  @Test
  @Contract("CTX-04")
  default void captured_context_is_current_where_its_task_runs(Workbench bench) {
    EventBus bus = bench.bus();
    List<Runnable> tasks = new ArrayList<>();
    bus.subscribe(
        A,
        event ->
            tasks.add(
                EventContext.capture()
                    .wrap(
                        () -> {
                          bench.notes.add(current());
                        })));
    bus.emit(ofUser(A, "u"));

    try (var mine = FULL.withUser("mine").open()) {
      assertThat(mine).isNotNull();
      tasks.get(0).run();
      bench.notes.add(current());
    }

    assertThat(bench.notes.lines()).containsExactly("a u", "- mine");
  }

  @Test
  @Contract("CTX-06")
  default void context_left_open_outside_a_delivery_is_discarded(Workbench bench) {
    EventTap leaking =
        new EventTap() {
          @Override
          public void onEvent(DomainEvent event) {}

          @Override
          public boolean isInterested(EventKind kind) {
            return FULL.open() == null;
          }
        };
    EventFactory events =
        EventFactory.standard().withClock(() -> FULL.open() == null ? Instant.MIN : Instant.EPOCH);
    EventBus bus = bench.bus(bench.setup().withEvents(events).withTaps(leaking));

    bus.emit(A.event());
    bench.notes.add("emit " + current());
    bus.isEnabled(A);
    bench.notes.add("isEnabled " + current());
    bus.events().builder(A).build();
    bench.notes.add("build " + current());

    assertThat(bench.notes.lines())
        .containsExactly("emit - null", "isEnabled - null", "build - null");
  }

  @Test
  @Contract("CTX-05")
  default void handler_cannot_close_an_outer_context(Workbench bench) {
    EventBus bus = bench.bus();
    EventContext.Handle outer = FULL.open();
    bus.subscribe(
        A,
        event -> {
          assertThatIllegalStateException().isThrownBy(outer::close);
          EventContext.Handle first = FULL.withUser("first").open();
          EventContext.Handle second = FULL.withUser("second").open();
          assertThatIllegalStateException().isThrownBy(first::close);
          second.close();
          first.close();
          bench.notes.add(current());
        });

    bus.emit(ofUser(A, "u"));

    assertThat(bench.notes.lines()).containsExactly("a u");
    assertThat(EventScope.current()).isEqualTo(FULL);
    outer.close();
    outer.close();
    assertThat(EventScope.current().isNone()).isTrue();
  }
}
