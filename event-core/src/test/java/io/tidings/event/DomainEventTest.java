package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainEventTest {

  private static final String ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}";

  private static DomainEvent at(String timestamp) {
    return DomainEvent.root(EventType.PLAN_CREATED).timestamp(Instant.parse(timestamp)).build();
  }

  @ParameterizedTest
  @EnumSource
  @Contract("EVT-01")
  void an_event_of_any_type_needs_nothing_but_its_type(EventType type) {
    DomainEvent event = DomainEvent.of(type);

    assertThat(event.kind()).isSameAs(type);
    assertThat(event.scope()).isEqualTo(EventScope.none());
    assertThat(
            Stream.of(
                event.causationId(),
                event.planId(),
                event.rootPlanId(),
                event.sessionId(),
                event.actorName(),
                event.projectName(),
                event.traceId(),
                event.spanId()))
        .containsOnlyNulls();
    assertThat(event.details()).isEmpty();
  }

  @Test
  @Contract("EVT-01")
  void every_field_given_is_kept() {
    EventScope scope = new EventScope("org", "ws", "proj", "user");
    DomainEvent event =
        DomainEvent.builder(EventType.PLAN_APPLIED)
            .id("e-1")
            .timestamp(Instant.EPOCH)
            .correlationId("c-1")
            .causationId("e-0")
            .scope(scope)
            .planId("p-1")
            .rootPlanId("p-0")
            .sessionId("s-1")
            .actorName("Ada Lovelace")
            .projectName("Analytical Engine")
            .traceId("t-1")
            .spanId("sp-1")
            .detail("files", 3)
            .build();

    assertThat(event)
        .isEqualTo(
            new DomainEvent(
                "e-1",
                EventType.PLAN_APPLIED,
                Instant.EPOCH,
                "c-1",
                "e-0",
                scope,
                "p-1",
                "p-0",
                "s-1",
                "Ada Lovelace",
                "Analytical Engine",
                "t-1",
                "sp-1",
                Map.of("files", 3L)));
  }

  @Test
  @Contract("EVT-02")
  void the_timestamp_is_now_unless_given() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
    DomainEvent event = DomainEvent.of(EventType.PLAN_CREATED);
    Instant after = Instant.now();

    assertThat(event.timestamp()).isBetween(before, after);
  }

  @Test
  @Contract("EVT-02")
  void a_timestamp_is_cut_to_microseconds_and_never_rounded() {
    assertThat(at("2026-05-04T03:02:01.123456999Z").timestamp())
        .isEqualTo("2026-05-04T03:02:01.123456Z");
    assertThat(at("1969-12-31T23:59:59.999999999Z").timestamp())
        .isEqualTo("1969-12-31T23:59:59.999999Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
  @Contract("EVT-02")
  void the_first_and_the_last_timestamp_are_taken(String timestamp) {
    assertThat(at(timestamp).timestamp()).isEqualTo(timestamp);
  }

  @Test
  @Contract("EVT-02")
  void what_the_last_microsecond_of_the_year_9999_has_beyond_it_is_cut() {
    assertThat(at("9999-12-31T23:59:59.999999999Z").timestamp())
        .isEqualTo(DomainEvent.MAX_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-06-01T00:00:00Z",
        "0000-12-31T23:59:59.999999999Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  @Contract("EVT-02")
  void a_timestamp_outside_the_years_1_to_9999_is_refused(String timestamp) {
    Instant outside = Instant.parse(timestamp);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.root(EventType.PLAN_CREATED).timestamp(outside))
        .withMessageStartingWith("timestamp must lie in the years 1 to 9999");
  }

  @Test
  @Contract({"EVT-03", "EVT-12"})
  void an_events_id_is_a_ulid_and_its_correlation_id_too() {
    DomainEvent event = DomainEvent.of(EventType.PLAN_CREATED);

    assertThat(event.id()).matches(ULID);
    assertThat(event.correlationId()).isEqualTo(event.id());
  }

  @Test
  @Contract({"EVT-03", "EVT-12"})
  void no_two_events_share_an_id() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      ids.add(DomainEvent.of(EventType.PLAN_CREATED).id());
    }

    assertThat(ids).hasSize(100_000);
  }

  @Test
  @Contract({"EVT-03", "EVT-04", "EVT-12"})
  void a_correlation_id_given_is_kept_and_is_not_the_events_own_id() {
    DomainEvent event = DomainEvent.builder(EventType.PLAN_CREATED).correlationId("req-7").build();

    assertThat(event.correlationId()).isEqualTo("req-7");
    assertThat(event.id()).matches(ULID);
  }

  @Test
  @Contract("EVT-05")
  void an_event_has_no_way_to_be_changed() {
    assertThat(DomainEvent.class.isRecord()).isTrue();
    assertThat(DomainEvent.class.getDeclaredFields())
        .allMatch(field -> Modifier.isFinal(field.getModifiers()));
    assertThat(DomainEvent.class.getMethods())
        .noneMatch(method -> method.getReturnType() == void.class && isOurs(method));
  }

  private static boolean isOurs(Method method) {
    return method.getDeclaringClass() == DomainEvent.class;
  }

  @Test
  @Contract("EVT-05")
  void events_are_equal_by_value_whatever_the_order_of_their_details() {
    Map<String, Object> forth = new LinkedHashMap<>();
    forth.put("a", 1);
    forth.put("b", Map.of("x", 1, "y", 2));
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("b", new TreeMap<>(Map.of("y", 2L, "x", 1L)));
    back.put("a", 1L);
    DomainEvent event = at("2026-01-01T00:00:00Z").toBuilder().details(forth).build();
    DomainEvent other = event.toBuilder().details(back).build();
    DomainEvent rebuilt =
        DomainEvent.root(event.kind())
            .id(event.id())
            .details(back)
            .timestamp(event.timestamp())
            .build();

    assertThat(other).isEqualTo(event);
    assertThat(rebuilt).isEqualTo(event).hasSameHashCodeAs(event);
  }

  static Stream<Arguments> unlikeValues() {
    return Stream.of(
        arguments(1, 2), arguments(1, 1.0), arguments(1, "1"), arguments(true, "true"));
  }

  @ParameterizedTest
  @MethodSource("unlikeValues")
  @Contract("EVT-05")
  void events_with_unlike_details_are_not_equal(Object one, Object other) {
    DomainEvent event = at("2026-01-01T00:00:00Z");

    assertThat(event.toBuilder().detail("n", one).build())
        .isNotEqualTo(event.toBuilder().detail("n", other).build());
  }

  @Test
  @Contract("EVT-14")
  void its_text_shows_id_kind_correlation_and_the_names_of_details_but_no_value() {
    DomainEvent event =
        DomainEvent.root(EventType.PLAN_APPLIED)
            .id("e-1")
            .correlationId("c-1")
            .actorName("SECRET-actor")
            .detail("password", "SECRET-1")
            .detail("nested", Map.of("inner", "SECRET-2"))
            .build();

    assertThat(event)
        .hasToString(
            "DomainEvent[id=e-1, kind=plan.applied, correlationId=c-1,"
                + " details=\"password\" \"nested\"]");
  }

  @Test
  @Contract("EVT-14")
  void a_hostile_name_of_a_detail_is_shown_short_and_on_one_line() {
    String name = "a\n[INFO] forged\u2028" + "x".repeat(1_000);

    assertThat(DomainEvent.root(EventType.PLAN_APPLIED).detail(name, 1).build().toString())
        .doesNotContain("\n", "\u2028")
        .contains("\\u000a[INFO] forged\\u2028")
        .hasSizeLessThan(300);
  }

  @Test
  @Contract("EVT-14")
  void description_shows_every_part_and_value() {
    DomainEvent event =
        DomainEvent.root(EventKind.of("order.placed"))
            .id("e-1")
            .timestamp(Instant.parse("2026-11-01T12:30:00.000250Z"))
            .correlationId("c-1")
            .causationId("c-0")
            .scope(new EventScope("acme", "lab", "apollo", "ada"))
            .planId("p-1")
            .rootPlanId("p-0")
            .sessionId("s-1")
            .actorName("Ada \"L\u00f6ve\"")
            .projectName("Apollo")
            .traceId("t-1")
            .spanId("sp-1")
            .detail("text", "a\\b")
            .detail("list", List.of(1, 0.5, true, Map.of("k", "v")))
            .build();

    assertThat(event.describe())
        .isEqualTo(
            "order.placed e-1 at 2026-11-01T12:30:00.000250Z correlation=c-1 causation=c-0"
                + " organization=acme workspace=lab project=apollo user=ada plan=p-1"
                + " root_plan=p-0 session=s-1 actor=\"Ada \\\"L\u00f6ve\\\"\""
                + " project_name=\"Apollo\" trace=t-1 span=sp-1"
                + " details={\"text\": \"a\\\\b\", \"list\": [1, 0.5, true, {\"k\": \"v\"}]}");
    assertThat(DomainEvent.root(EventKind.of("x")).id("e").build().describe())
        .endsWith(" correlation=e");
  }

  @Test
  @Contract("EVT-14")
  void description_is_one_line_whatever_the_text() {
    String hostile = "\r\n\0\u001b[2J\u0085\u009b\u2028\u2029\u202e\u2066\ufeff\ud800x\udc00";

    String text =
        DomainEvent.root(EventType.PLAN_APPLIED)
            .detail(hostile, List.of(hostile, "\ud83d\ude00"))
            .build()
            .describe();

    assertThat(text.codePoints().filter(c -> c < ' ' || c == 0x7f || (c > 0x7f && c != 0x1f600)))
        .isEmpty();
    assertThat(text).contains("\\u000d\\u000a\\u0000\\u001b[2J", "\\ud800x\\udc00", "\ud83d\ude00");
  }

  @Test
  @Contract("EVT-14")
  void description_cuts_long_texts_and_collections() {
    String text =
        DomainEvent.root(EventType.PLAN_APPLIED)
            .detail("long", "y".repeat(64_000))
            .detail("many", Collections.nCopies(500, 7))
            .build()
            .describe();

    assertThat(text).contains("y\" (64000 characters)", "7, and 400 more]").hasSizeLessThan(2_000);
  }
}
