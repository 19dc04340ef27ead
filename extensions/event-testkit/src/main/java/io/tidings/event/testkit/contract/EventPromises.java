package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.Letter.A;
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

/** Events, as a bus makes and delivers them. */
interface EventPromises extends Promises {

  /** Emits the event that a bus with the factory builds, and returns what a handler hears. */
  private static DomainEvent heard(Workbench bench, EventFactory events) {
    EventBus bus = bench.bus(bench.setup().withEvents(events));
    return heard(bus, bus.events().builder(A));
  }

  private static DomainEvent heard(EventBus bus, EventBuilder builder) {
    List<DomainEvent> heard = new ArrayList<>();
    try (var subscription = bus.subscribe(A, heard::add)) {
      bus.emit(builder.build());
      assertThat(subscription.isActive()).isTrue();
    }
    assertThat(heard).hasSize(1);
    return heard.get(0);
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
        .detail("n", 1);
  }

  @Test
  @Contract("EVT-01")
  default void an_event_of_a_kind_alone_is_heard_with_nothing_else(Workbench bench) {
    DomainEvent event = heard(bench, EventFactory.standard());

    assertThat(event.causationId()).isNull();
    assertThat(event.planId()).isNull();
    assertThat(event.rootPlanId()).isNull();
    assertThat(event.sessionId()).isNull();
    assertThat(event.actorName()).isNull();
    assertThat(event.projectName()).isNull();
    assertThat(event.details()).isEmpty();
  }

  @Test
  @Contract("EVT-02")
  default void an_event_has_the_time_of_the_factory_cut_to_microseconds(Workbench bench) {
    Instant now = Instant.parse("2026-01-02T03:04:05.123456789Z");

    assertThat(heard(bench, EventFactory.standard().withClock(() -> now)).timestamp())
        .isEqualTo("2026-01-02T03:04:05.123456Z");
  }

  @Test
  @Contract("EVT-03")
  default void the_correlation_id_is_the_events_own_id_unless_told_otherwise(Workbench bench) {
    DomainEvent event = heard(bench, EventFactory.standard());

    assertThat(event.correlationId()).isEqualTo(event.id());
    assertThat(event.id()).matches("[0-9A-HJKMNP-TV-Z]{26}");
  }

  @Test
  @Contract("EVT-04")
  default void a_correlation_id_is_kept_as_given(Workbench bench) {
    EventBus bus = bench.bus();

    DomainEvent event = heard(bus, bus.events().builder(A).correlationId("Trace/~1"));

    assertThat(event.correlationId()).isEqualTo("Trace/~1");
  }

  @Test
  @Contract("EVT-05")
  default void every_handler_hears_an_event_equal_to_the_one_emitted(Workbench bench) {
    EventBus bus = bench.bus();
    List<DomainEvent> heard = new ArrayList<>();
    bus.subscribe(A, heard::add);
    bus.subscribe(A, heard::add);
    DomainEvent emitted = full(bus).detail("m", 2).build();

    bus.emit(emitted);

    DomainEvent otherOrder =
        full(bus).id(emitted.id()).timestamp(emitted.timestamp()).details(Map.of("m", 2)).build();
    assertThat(heard).hasSize(2).containsOnly(emitted).containsOnly(otherOrder);
  }

  @Test
  @Contract("EVT-07")
  default void ill_formed_kinds_ids_and_names_are_refused_when_given(Workbench bench) {
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
  default void an_event_carries_four_scope_ids_each_of_which_may_be_absent(Workbench bench) {
    EventBus bus = bench.bus();
    EventScope partial = EventScope.none().withWorkspace("w");

    assertThat(heard(bus, full(bus)).scope()).isEqualTo(ScopePromises.FULL);
    assertThat(heard(bus, bus.events().builder(A).scope(partial)).scope()).isEqualTo(partial);
    assertThat(heard(bus, bus.events().builder(A)).scope().isNone()).isTrue();
    assertThat(EventScope.class.getRecordComponents()).hasSize(4);
  }

  @Test
  @Contract("EVT-09")
  default void an_event_built_in_a_scope_with_a_user_carries_the_user(Workbench bench) {
    EventBus bus = bench.bus();
    try (var opened = EventScope.none().withUser("somebody").open()) {
      assertThat(opened).isNotNull();
      assertThat(heard(bus, bus.events().builder(A)).scope().user()).isEqualTo("somebody");
    }
  }

  @Test
  @Contract("EVT-12")
  default void every_event_has_an_id_of_its_own_and_may_share_the_correlation(Workbench bench) {
    EventBus bus = bench.bus();
    DomainEvent first = heard(bus, bus.events().builder(A));
    DomainEvent second = heard(bus, bus.events().caused(first, A));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.correlationId()).isEqualTo(first.correlationId());
    assertThat(second.causationId()).isEqualTo(first.id());
  }

  @Test
  @Contract("EVT-14")
  default void the_text_of_an_event_tells_names_and_no_values(Workbench bench) {
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
