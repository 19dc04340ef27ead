package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMessageTest {

  private static final String EVENT =
      """
      "request_id":"r-1","event_id":"e-1","request_type":"unknown","event_type":"traces.fetched",
      "timestamp":"2026-11-01T14:30:00.000250+02:00","status_code":200,"status_message":null,
      "attributes":{"count":2,"trace_ids":["a","b"]}\
      """;

  private static final String NESTED =
      "{\"organization_id\":\"o\",\"workspace_id\":\"w\",\"project_id\":\"p\",\"user_id\":\"u\","
          + "\"event\":{"
          + EVENT
          + "}}";

  @Contract("AGR-19")
  @Test
  void the_nested_form() {
    assertThat(EventMessage.read(NESTED).scope()).isEqualTo(new EventScope("o", "w", "p", "u"));
  }

  @Contract("AGR-19")
  @Test
  void the_nested_form_without_an_organization() {
    DomainEvent event =
        EventMessage.read(
            "{\"organization_id\":null,\"project_id\":\"p\",\"event\":{" + EVENT + "}}");

    assertThat(event.scope()).isEqualTo(new EventScope(null, null, "p", null));
  }

  @Contract("AGR-19")
  @Test
  void the_flat_form() {
    DomainEvent event =
        EventMessage.read("{\"organization_id\":\"o\",\"project_id\":\"p\"," + EVENT + "}");

    assertThat(event.scope()).isEqualTo(new EventScope("o", null, "p", null));
    assertThat(event.id()).isEqualTo("e-1");
  }

  @Contract("AGR-19")
  @Test
  void the_flat_forms_user_is_dropped() {
    DomainEvent event = EventMessage.read("{\"user_id\":\"u\",\"project_id\":\"p\"," + EVENT + "}");

    assertThat(event.scope().user()).isNull();
    assertThat(event.details()).doesNotContainKey("user_id");
  }

  @Contract("AGR-19")
  @Test
  void the_flat_form_without_an_organization() {
    assertThat(EventMessage.read("{\"project_id\":\"p\"," + EVENT + "}").scope().organization())
        .isNull();
  }

  @Contract("AGR-19")
  @Test
  void a_message_becomes_an_event() {
    DomainEvent event = EventMessage.read(NESTED);

    assertThat(event.kind()).isEqualTo(EventType.TRACES_FETCHED);
    assertThat(event.id()).isEqualTo("e-1");
    assertThat(event.correlationId()).isEqualTo("r-1");
    assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-11-01T12:30:00.000250Z"));
    assertThat(event.details())
        .containsOnlyKeys("count", "trace_ids", "request_type", "status_code")
        .containsAllEntriesOf(Map.of("count", 2L, "request_type", "unknown", "status_code", 200L));
  }

  @Contract("AGR-19")
  @Test
  void our_own_names_are_read_too_and_a_foreign_type_is_a_plain_kind() {
    DomainEvent event =
        EventMessage.read(
            "{\"project_id\":\"p\",\"event\":{\"event_id\":\"e\",\"event_type\":\"order.placed\","
                + "\"timestamp\":\"2026-11-01T12:30:00Z\",\"correlation_id\":\"c\","
                + "\"session_id\":\"s\",\"trace_id\":\"t\",\"span_id\":\"sp\","
                + "\"details\":{\"a\":1}}}");

    assertThat(event.kind()).isEqualTo(EventKind.of("order.placed"));
    assertThat(event.correlationId()).isEqualTo("c");
    assertThat(event.sessionId()).isEqualTo("s");
    assertThat(event.traceId()).isEqualTo("t");
    assertThat(event.spanId()).isEqualTo("sp");
    assertThat(event.details()).containsExactly(Map.entry("a", 1L));
  }

  @Contract("AGR-19")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{}",
        "{\"project_id\":\"p\"}",
        "{\"project_id\":7,\"event\":{}}",
        "{\"project_id\":\"p\",\"event\":[]}",
        "{\"project_id\":\"p\",\"event\":{\"event_id\":\"e\",\"event_type\":\"k\"}}",
        "{\"project_id\":\"p\",\"event\":{\"event_id\":\"e\",\"event_type\":\"k\","
            + "\"timestamp\":\"2026-11-01T12:30:00\"}}",
        "{\"project_id\":\"p\",\"event\":{\"event_id\":\"e\",\"event_type\":\"k\","
            + "\"timestamp\":\"2026-11-01T12:30:00Z\",\"attributes\":[]}}",
        "{\"project_id\":\"p\"},\"plan_id\":\"x\""
      })
  void anything_else_is_refused(String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> EventMessage.read(message));
  }

  @Contract("AGR-19")
  @ParameterizedTest
  @ValueSource(
      strings = {",\"plan_id\":\"x\"", ",\"causation_id\":\"x\"", ",\"project_id\":\"q\"", "}"})
  void what_follows_the_message_is_refused(String more) {
    assertThatIllegalArgumentException().isThrownBy(() -> EventMessage.read(NESTED + more));
  }
}
