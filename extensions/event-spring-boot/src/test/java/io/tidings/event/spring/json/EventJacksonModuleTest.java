package io.tidings.event.spring.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.redact.Redactor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** The wire form under mappers of Jackson 3, byte by byte. */
class EventJacksonModuleTest {

  private static final DomainEventJson FORM = DomainEventJson.standard();

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder().addModule(new EventJacksonModule(FORM));
  }

  record Page(String title, List<DomainEvent> events) {}

  static Stream<DomainEvent> events() {
    EventKind kind = EventKind.of("order.placed");
    return Stream.of(
        DomainEvent.of(kind),
        DomainEvent.builder(kind)
            .scope(new EventScope("o", "w", "p", "u"))
            .timestamp(Instant.parse("2026-11-30T12:00:00.123456Z"))
            .detail("text", "a \"quoted\" \\ line\n\u2028 ü 🙂 \u0001")
            .detail("double", 1.0E10)
            .detail("small", -0.0)
            .detail("big", new BigInteger("123456789012345678901234567890"))
            .detail("list", List.of(1, true, "x", Map.of("k", List.of())))
            .build());
  }

  @ParameterizedTest
  @MethodSource("events")
  void bytes_equal_those_of_the_wire_form(DomainEvent event) {
    JsonMapper plain = builder().build();
    JsonMapper odd =
        builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    assertThat(plain.writeValueAsBytes(event)).isEqualTo(FORM.write(event));
    assertThat(odd.writeValueAsBytes(event)).isEqualTo(FORM.write(event));
    assertThat(plain.writeValueAsString(event)).isEqualTo(text(event));
    assertThat(plain.writeValueAsString(new Page("p", List.of(event, event))))
        .isEqualTo("{\"title\":\"p\",\"events\":[%1$s,%1$s]}".formatted(text(event)));
  }

  private static String text(DomainEvent event) {
    return new String(FORM.write(event), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("events")
  void written_events_are_read_as_equal(DomainEvent event) {
    JsonMapper mapper = builder().build();

    assertThat(mapper.readValue(text(event), DomainEvent.class)).isEqualTo(event);
    assertThat(
            mapper
                .readValue("{\"events\":[%s],\"title\":\"t\"}".formatted(text(event)), Page.class)
                .events())
        .containsExactly(event);
    JsonNode tree = mapper.valueToTree(event);
    assertThat(tree.get("event_type").asString()).isEqualTo("order.placed");
    assertThat(mapper.treeToValue(tree, DomainEvent.class)).isEqualTo(event);
  }

  @Test
  void input_that_is_no_event_is_rejected_without_its_values() {
    JsonMapper mapper = builder().build();

    for (String input :
        List.of(
            "{}",
            "[]",
            "\"secret\"",
            "{\"event_id\":\"secret\"}",
            "3",
            "{\"details\":{\"x\":1e400}}")) {
      assertThatThrownBy(() -> mapper.readValue(input, DomainEvent.class))
          .isInstanceOf(MismatchedInputException.class)
          .extracting(failure -> ((MismatchedInputException) failure).getOriginalMessage())
          .asString()
          .doesNotContain("secret");
    }
  }

  @Test
  void unknown_fields_are_rejected_unless_the_mapper_ignores_them() {
    String more =
        text(DomainEvent.of(EventKind.of("order.placed"))).replaceFirst("\\{", "{\"new\":1,");

    assertThatThrownBy(
            () ->
                builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(more, DomainEvent.class))
        .isInstanceOf(MismatchedInputException.class);
    assertThat(
            builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(more, DomainEvent.class)
                .is(EventKind.of("order.placed")))
        .isTrue();
  }

  @Test
  void secrets_are_masked_with_a_redaction() {
    DomainEvent event =
        DomainEvent.builder(EventKind.of("order.placed")).detail("password", "p4ss").build();
    JsonMapper redacting =
        JsonMapper.builder()
            .addModule(new EventJacksonModule(FORM).withRedaction(Redactor.standard()::redact))
            .build();

    assertThat(redacting.writeValueAsString(event)).contains(Redactor.MASK).doesNotContain("p4ss");
    assertThat(builder().build().writeValueAsString(event)).contains("p4ss");
  }
}
