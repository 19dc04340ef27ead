package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way past the builder is guarded as well. */
class CanonicalConstructorTest {

  private static final DomainEvent WHOLE =
      DomainEvent.root(EventType.PLAN_APPLIED)
          .causationId("e-0")
          .scope(new EventScope("o", "w", "p", "u"))
          .planId("p-1")
          .rootPlanId("p-0")
          .sessionId("s-1")
          .actorName("Ada")
          .projectName("Engine")
          .traceId("t-1")
          .spanId("sp-1")
          .detail("n", 1)
          .build();

  /** Makes {@link #WHOLE} with one component replaced. */
  private static DomainEvent with(String component, @Nullable Object value) {
    RecordComponent[] components = DomainEvent.class.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        boolean replaced = components[i].getName().equals(component);
        values[i] = replaced ? value : components[i].getAccessor().invoke(WHOLE);
      }
      Constructor<DomainEvent> constructor = DomainEvent.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw (RuntimeException) refused.getCause();
    } catch (ReflectiveOperationException unexpected) {
      throw new LinkageError("the record has changed", unexpected);
    }
  }

  static Stream<Arguments> illFormedParts() {
    Stream<Arguments> ids =
        Stream.of(
                "id",
                "correlationId",
                "causationId",
                "planId",
                "rootPlanId",
                "sessionId",
                "traceId",
                "spanId")
            .flatMap(
                part ->
                    Stream.of("", " ", "a b", "a\n", "\u00e9", "x".repeat(129))
                        .map(value -> arguments(part, value)));
    Stream<Arguments> names =
        Stream.of("actorName", "projectName")
            .flatMap(
                part ->
                    Stream.of("", " \u2003", "a\u0000", "a\u0085", "x".repeat(257))
                        .map(value -> arguments(part, value)));
    Stream<Arguments> others =
        Stream.of(
            arguments("timestamp", Instant.MAX),
            arguments("kind", (EventKind) () -> "a b"),
            arguments("details", Map.of("k", Set.of())),
            arguments("details", Map.of(1, "not a text")));
    return Stream.of(ids, names, others).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("illFormedParts")
  @Contract({"EVT-07", "EVT-11"})
  void an_ill_formed_part_is_refused_by_name(String part, Object value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(part, value))
        .withMessageStartingWith(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "kind", "timestamp", "correlationId", "scope", "details"})
  @Contract("EVT-07")
  void a_part_that_must_be_present_is_named_when_it_is_null(String part) {
    assertThatNullPointerException().isThrownBy(() -> with(part, null)).withMessage(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "causationId",
        "planId",
        "rootPlanId",
        "sessionId",
        "actorName",
        "projectName",
        "traceId",
        "spanId"
      })
  @Contract("EVT-01")
  void any_other_part_may_be_null(String part) {
    assertThat(with(part, null)).isNotEqualTo(WHOLE);
  }

  @Test
  @Contract("EVT-05")
  void the_same_parts_make_an_equal_event() {
    assertThat(with("none of them", null)).isEqualTo(WHOLE).hasSameHashCodeAs(WHOLE);
  }

  @Test
  @Contract("KND-02")
  void it_reduces_a_hosts_kind_to_its_id() {
    EventKind other = () -> "order.placed";

    assertThat(with("kind", other).kind()).isEqualTo(EventKind.of("order.placed"));
    assertThat(with("kind", HostKind.ORDER_PLACED).kind()).isSameAs(HostKind.ORDER_PLACED);
  }

  @Test
  @Contract("EVT-02")
  void it_cuts_the_timestamp() {
    assertThat(with("timestamp", Instant.ofEpochSecond(1, 999)).timestamp())
        .isEqualTo(Instant.ofEpochSecond(1));
  }

  @Test
  @Contract("EVT-06")
  void it_freezes_the_details() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> details = new LinkedHashMap<>(Map.of("list", list));
    DomainEvent event = with("details", details);

    list.add(2);
    details.put("late", true);

    assertThat(event.details()).isEqualTo(Map.of("list", List.of(1L)));
  }

  @Test
  @Contract("LIM-01")
  void it_holds_foreign_details_to_the_default_limits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("details", Map.of("k", "x".repeat(64 * 1024 + 1))))
        .withMessageContaining("maxStringLength");
  }

  @Test
  @Contract({"EVT-06", "LIM-01"})
  void it_takes_the_details_of_another_event_as_they_are() {
    EventLimits wide = EventLimits.defaults().withMaxStringLength(100_000);
    DomainEvent event =
        EventFactory.standard()
            .withLimits(wide)
            .root(EventType.PLAN_APPLIED)
            .detail("k", "x".repeat(100_000))
            .build();

    assertThat(with("details", event.details()).details()).isSameAs(event.details());
  }
}
