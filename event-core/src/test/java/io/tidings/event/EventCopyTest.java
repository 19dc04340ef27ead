package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Contract("EVT-05")
class EventCopyTest {

  private static final EventFactory WIDE =
      EventFactory.standard().withLimits(EventLimits.defaults().withMaxStringLength(100_000));

  private static final DomainEvent WHOLE =
      DomainEvent.root(HostKind.ORDER_PLACED)
          .id("e-1")
          .timestamp(Instant.EPOCH)
          .correlationId("c-1")
          .causationId("e-0")
          .scope(new EventScope("o", "w", "p", "u"))
          .planId("p-1")
          .rootPlanId("p-0")
          .sessionId("s-1")
          .actorName("Ada")
          .projectName("Engine")
          .traceId("t-1")
          .spanId("sp-1")
          .detail("n", Map.of("deep", 1))
          .build();

  @Test
  void a_copy_has_everything_the_event_has() {
    assertThat(WHOLE.toBuilder().build()).isEqualTo(WHOLE);
    assertThat(EventFactory.standard().copy(WHOLE).build()).isEqualTo(WHOLE);
  }

  @Test
  void a_copy_of_a_bare_event_is_as_bare() {
    DomainEvent bare = DomainEvent.root(EventType.PLAN_CREATED).build();

    assertThat(bare.toBuilder().build()).isEqualTo(bare);
  }

  @Test
  void a_copy_takes_nothing_from_where_it_is_made() {
    DomainEvent bare = DomainEvent.root(EventType.PLAN_CREATED).build();
    EventFactory asking = EventFactory.standard().withScopes(WHOLE::scope);

    try (EventContext.Handle opened = EventContext.of(WHOLE).open()) {
      assertThat(bare.toBuilder().build()).isEqualTo(bare);
      assertThat(asking.copy(bare).build()).isEqualTo(bare);
    }
  }

  @Test
  void one_thing_can_be_changed_in_a_copy() {
    DomainEvent changed = WHOLE.toBuilder().planId("p-2").build();

    assertThat(changed.planId()).isEqualTo("p-2");
    assertThat(changed.toBuilder().planId("p-1").build()).isEqualTo(WHOLE);
  }

  @Test
  void a_detail_can_be_added_to_a_copy() {
    DomainEvent changed = WHOLE.toBuilder().detail("m", 2).build();

    assertThat(changed.details()).isEqualTo(Map.of("n", Map.of("deep", 1L), "m", 2L));
    assertThat(WHOLE.details()).containsOnlyKeys("n");
  }

  @Test
  @Contract({"EVT-06", "LIM-01"})
  void a_copy_keeps_details_that_were_built_with_raised_limits() {
    DomainEvent wide = WIDE.root(EventType.PLAN_CREATED).detail("k", "x".repeat(100_000)).build();

    assertThat(wide.toBuilder().planId("p-1").build().details()).isSameAs(wide.details());
  }

  @Test
  @Contract("LIM-01")
  void the_copying_factorys_limits_hold_again_once_details_are_added() {
    DomainEvent wide = WIDE.root(EventType.PLAN_CREATED).detail("k", "x".repeat(100_000)).build();

    assertThat(WIDE.copy(wide).detail("n", 1).build().details()).containsOnlyKeys("k", "n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wide.toBuilder().detail("n", 1).build())
        .withMessageContaining("maxStringLength");
  }

  @Test
  @Contract("EVT-07")
  void the_event_to_copy_is_named_when_it_is_null() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventFactory.standard().copy(Absent.absent()))
        .withMessage("event");
  }
}
