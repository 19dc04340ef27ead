package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.testkit.internal.Absent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that a bus builds and delivers. */
interface EventPromises extends Promises {

  /** Emits an event built by a bus with a factory; returns the event its handler receives. */
  private static DomainEvent received(Workbench bench, EventFactory events) {
    EventBus bus = bench.bus(bench.setup().withEvents(events));
    return received(bus, bus.events().builder(A));
  }

  private static DomainEvent received(EventBus bus, EventBuilder builder) {
    List<DomainEvent> received = new ArrayList<>();
    try (var subscription = bus.subscribe(A, received::add)) {
      bus.emit(builder.build());
      assertThat(subscription.isActive()).isTrue();
    }
    assertThat(received).hasSize(1);
    return received.get(0);
  }

  private static EventBuilder full(EventBus bus) {
    return bus.events()
        .builder(A)
        .correlationId("c")
        .causationId("cause")
        .scope(ScopePromises.FULL)
        .planId("plan")
        .rootPlanId("root")
        .sessionId("session")
        .actorName("actor")
        .projectName("project")
        .traceId("trace")
        .spanId("span")
        .detail("n", 1);
  }

  @Test
  @Contract("EVT-01")
  default void event_of_a_kind_alone_has_no_other_parts(Workbench bench) {
    DomainEvent event = received(bench, EventFactory.standard());

    assertThat(event.causationId()).isNull();
    assertThat(event.planId()).isNull();
    assertThat(event.rootPlanId()).isNull();
    assertThat(event.sessionId()).isNull();
    assertThat(event.actorName()).isNull();
    assertThat(event.projectName()).isNull();
    assertThat(event.traceId()).isNull();
    assertThat(event.spanId()).isNull();
    assertThat(event.details()).isEmpty();
  }

  @Test
  @Contract("EVT-02")
  default void timestamp_is_the_factorys_truncated_to_microseconds(Workbench bench) {
    Instant now = Instant.parse("2026-01-02T03:04:05.123456789Z");

    assertThat(received(bench, EventFactory.standard().withClock(() -> now)).timestamp())
        .isEqualTo("2026-01-02T03:04:05.123456Z");
  }

  @Test
  @Contract("EVT-03")
  default void correlation_id_is_the_events_id_by_default(Workbench bench) {
    DomainEvent event = received(bench, EventFactory.standard());

    assertThat(event.correlationId()).isEqualTo(event.id());
    assertThat(event.id()).matches("[0-9A-HJKMNP-TV-Z]{26}");
  }

  @Test
  @Contract("EVT-04")
  default void given_correlation_id_is_kept(Workbench bench) {
    EventBus bus = bench.bus();

    DomainEvent event = received(bus, bus.events().builder(A).correlationId("Trace/~1"));

    assertThat(event.correlationId()).isEqualTo("Trace/~1");
  }

  @Test
  @Contract("EVT-05")
  default void every_handler_receives_an_event_equal_to_the_emitted(Workbench bench) {
    EventBus bus = bench.bus();
    List<DomainEvent> received = new ArrayList<>();
    bus.subscribe(A, received::add);
    bus.subscribe(A, received::add);
    DomainEvent emitted = full(bus).detail("m", 2).build();

    bus.emit(emitted);

    DomainEvent otherOrder =
        full(bus).id(emitted.id()).timestamp(emitted.timestamp()).details(Map.of("m", 2)).build();
    assertThat(received).hasSize(2).containsOnly(emitted).containsOnly(otherOrder);
  }

  @Test
  @Contract("EVT-07")
  default void ill_formed_kinds_ids_and_names_are_rejected(Workbench bench) {
    EventBus bus = bench.bus();
    EventBuilder builder = bus.events().builder(A);

    assertThatNullPointerException()
        .isThrownBy(() -> bus.isEnabled(Absent.absent()))
        .withMessageContaining("kind");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.planId("a b"))
        .withMessageContaining("planId");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.actorName("a\nb"))
        .withMessageContaining("actorName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SubscriptionOptions.named(""))
        .withMessageContaining("name");
  }

  @Test
  @Contract({"EVT-08", "SCO-11"})
  default void event_has_four_optional_scope_ids(Workbench bench) {
    EventBus bus = bench.bus();
    EventScope partial = EventScope.none().withWorkspace("w");

    assertThat(received(bus, full(bus)).scope()).isEqualTo(ScopePromises.FULL);
    assertThat(received(bus, bus.events().builder(A).scope(partial)).scope()).isEqualTo(partial);
    assertThat(received(bus, bus.events().builder(A)).scope().isNone()).isTrue();
    assertThat(EventScope.class.getRecordComponents()).hasSize(4);
  }

  @Test
  @Contract("EVT-09")
  default void event_built_in_a_scope_has_its_user(Workbench bench) {
    EventBus bus = bench.bus();
    try (var opened = EventScope.none().withUser("margaret").open()) {
      assertThat(opened).isNotNull();
      assertThat(received(bus, bus.events().builder(A)).scope().user()).isEqualTo("margaret");
    }
  }

  @Test
  @Contract("EVT-12")
  default void event_ids_are_unique_and_correlation_is_shared(Workbench bench) {
    EventBus bus = bench.bus();
    DomainEvent first = received(bus, bus.events().builder(A));
    DomainEvent second = received(bus, bus.events().caused(first, A));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.correlationId()).isEqualTo(first.correlationId());
    assertThat(second.causationId()).isEqualTo(first.id());
  }

  @Test
  @Contract("EVT-14")
  default void to_string_contains_names_and_no_values(Workbench bench) {
    EventBus bus = bench.bus();
    DomainEvent emitted =
        bus.events().builder(A).correlationId("c-1").detail("password", "s3cret").build();
    bus.subscribe(A, bench.notes::add);

    bus.emit(emitted);

    assertThat(bench.notes.lines())
        .singleElement()
        .asString()
        .contains(emitted.id(), "c-1", "password")
        .doesNotContain("s3cret");
  }
}
