package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.spi.TraceSource;
import io.tidings.event.spi.TraceSource.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Trace and span ids of the events that a factory builds. */
@Contract("CTX-07")
class TraceTest {

  private final AtomicInteger calls = new AtomicInteger();
  private @Nullable Trace current = new Trace("t-1", "sp-1");
  private final EventFactory events =
      EventFactory.standard()
          .withTraces(
              () -> {
                calls.incrementAndGet();
                return current;
              });

  private static void assertTrace(
      DomainEvent event, @Nullable String traceId, @Nullable String spanId) {
    assertThat(event.traceId()).isEqualTo(traceId);
    assertThat(event.spanId()).isEqualTo(spanId);
  }

  @Test
  void event_has_the_trace_at_build() {
    EventBuilder builder = events.builder(EventType.PLAN_CREATED);
    assertThat(calls).hasValue(0);
    assertTrace(builder.build(), "t-1", "sp-1");

    current = new Trace("t-2", null);
    assertTrace(builder.build(), "t-2", null);
    current = null;
    assertTrace(builder.build(), null, null);
    assertThat(calls).hasValue(3);
  }

  @Test
  void root_and_caused_events_have_the_current_trace() {
    DomainEvent root = events.root(EventType.PLAN_CREATED).build();
    assertTrace(root, "t-1", "sp-1");

    current = new Trace("t-2", "sp-2");
    assertTrace(events.caused(root, EventType.PLAN_APPLIED).build(), "t-2", "sp-2");
  }

  @Test
  void trace_is_not_inherited() {
    DomainEvent cause = events.root(EventType.PLAN_CREATED).build();
    List<DomainEvent> built = new ArrayList<>();
    EventBus bus = EventBus.create();
    bus.subscribe(
        EventType.PLAN_CREATED, event -> built.add(DomainEvent.of(EventType.PLAN_APPLIED)));
    bus.emit(cause);
    current = null;

    assertTrace(built.get(0), null, null);
    assertTrace(cause.caused(EventType.PLAN_APPLIED).build(), null, null);
    assertTrace(events.caused(cause, EventType.PLAN_APPLIED).build(), null, null);
  }

  @Test
  void given_id_is_kept_and_the_source_not_called() {
    assertTrace(events.builder(EventType.PLAN_CREATED).traceId("own").build(), "own", null);
    assertTrace(events.builder(EventType.PLAN_CREATED).spanId("own").build(), null, "own");
    assertThat(calls).hasValue(0);

    assertTrace(
        events.builder(EventType.PLAN_CREATED).traceId("own").traceId(null).build(), "t-1", "sp-1");
  }

  @Test
  void copy_does_not_call_the_source() {
    DomainEvent bare = DomainEvent.root(EventType.PLAN_CREATED).build();
    DomainEvent traced = events.root(EventType.PLAN_CREATED).build();
    current = new Trace("t-2", "sp-2");

    assertThat(events.copy(bare).build()).isEqualTo(bare);
    assertThat(events.copy(bare).detail("n", 1).build().traceId()).isNull();
    assertThat(events.copy(traced).build()).isEqualTo(traced);
    assertTrace(traced.toBuilder().planId("p-1").build(), "t-1", "sp-1");
    assertTrace(events.copy(traced).traceId(null).spanId(null).build(), null, null);
    assertThat(calls).hasValue(1);
  }

  @Test
  void source_is_called_on_the_building_thread() {
    Thread traced = Thread.currentThread();
    EventFactory local =
        EventFactory.standard().withTraces(() -> Thread.currentThread() == traced ? current : null);

    assertTrace(local.root(EventType.PLAN_CREATED).build(), "t-1", "sp-1");
    assertTrace(
        CompletableFuture.supplyAsync(
                local.root(EventType.PLAN_CREATED)::build, task -> new Thread(task).start())
            .join(),
        null,
        null);
  }

  @Test
  void other_settings_keep_the_source() {
    EventFactory more =
        events
            .withLimits(EventLimits.defaults())
            .withScopes(EventScope::none)
            .withIds(() -> "e-1")
            .withClock(() -> DomainEvent.MIN_TIMESTAMP)
            .withInheritedActor();

    assertTrace(more.root(EventType.PLAN_CREATED).build(), "t-1", "sp-1");
    assertTrace(
        more.withTraces(TraceSource.none()).root(EventType.PLAN_CREATED).build(), null, null);
  }

  @Test
  void payload_events_have_the_trace() {
    record Empty() {}
    PayloadKind<Empty> kind = PayloadKind.of("a.b", Empty.class);
    EventBus bus = EventBus.builder().events(events).build();
    List<DomainEvent> received = new ArrayList<>();
    bus.subscribe(kind, (payload, event) -> received.add(event));

    bus.emit(kind, new Empty());

    assertTrace(received.get(0), "t-1", "sp-1");
  }

  @Test
  @Contract("CTX-06")
  void context_that_a_source_leaves_open_is_discarded() {
    EventFactory leaking =
        EventFactory.standard()
            .withTraces(() -> EventScope.none().withUser("leaked").open() == null ? null : current);

    leaking.root(EventType.PLAN_CREATED).build();

    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("EVT-07")
  void null_source_is_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventFactory.standard().withTraces(Absent.absent()))
        .withMessage("traces");
  }
}
