package io.tidings.event.json;

import static io.tidings.event.testkit.internal.Absent.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventType;
import io.tidings.event.logging.Samples;
import io.tidings.event.redact.Redactor;
import io.tidings.event.testkit.contract.Contract;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Contract("JSN-07")
class EventModuleTest {

  private static final DomainEventJson FORM = DomainEventJson.standard();
  private final ObjectMapper mapper = JsonMapper.builder().addModule(new EventModule()).build();

  /** A host's type around events. */
  record Envelope(String source, DomainEvent event, List<DomainEvent> earlier) {}

  private static String text(DomainEvent event) {
    return new String(FORM.write(event), StandardCharsets.UTF_8);
  }

  @Test
  void event_has_the_form_of_DomainEventJson() throws Exception {
    assertThat(mapper.writeValueAsString(Samples.full())).isEqualTo(text(Samples.full()));
  }

  @Test
  void every_kind_and_value_reads_back() throws Exception {
    List<DomainEvent> events = new ArrayList<>(Samples.forged());
    for (EventType type : EventType.values()) {
      events.add(Samples.full().caused(type).build());
    }
    events.add(DomainEvent.of(EventKind.of("order.placed")));
    DomainEventJson wide =
        FORM.withLimits(
            EventLimits.defaults().withMaxStringLength(1 << 20).withMaxTotalLength(1 << 22));
    ObjectMapper reader = JsonMapper.builder().addModule(new EventModule(wide)).build();

    for (DomainEvent event : events) {
      String written = mapper.writeValueAsString(event);
      assertThat(reader.readValue(written, DomainEvent.class)).isEqualTo(event);
      JsonNode tree = mapper.valueToTree(event);
      assertThat(reader.treeToValue(tree, DomainEvent.class)).isEqualTo(event);
    }
  }

  @Test
  void event_inside_a_type_reads_back() throws Exception {
    Envelope envelope =
        new Envelope(
            "shop",
            Samples.full(),
            List.of(DomainEvent.of(EventType.PLAN_CREATED), Samples.full()));

    String written = mapper.writeValueAsString(envelope);

    assertThat(mapper.readValue(written, Envelope.class)).isEqualTo(envelope);
    assertThat(mapper.readValue("{\"source\":\"s\",\"event\":null}", Envelope.class))
        .isEqualTo(new Envelope("s", absent(), absent()));
  }

  @Test
  void settings_of_the_mapper_leave_the_fields_unchanged() throws Exception {
    ObjectMapper other =
        JsonMapper.builder()
            .addModule(new EventModule())
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    assertThat(other.writeValueAsString(Samples.full())).isEqualTo(text(Samples.full()));
    assertThat(other.readValue(text(Samples.full()), DomainEvent.class)).isEqualTo(Samples.full());
  }

  /** A host's type that asks for the class of an event. */
  record Typed(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) DomainEvent event) {}

  @Test
  void type_information_is_neither_written_nor_read() throws Exception {
    ObjectMapper typing =
        JsonMapper.builder()
            .addModule(new EventModule())
            .activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build(),
                ObjectMapper.DefaultTyping.NON_FINAL)
            .build();
    DomainEvent event =
        Samples.with(EventType.PLAN_APPLIED, "list", List.of("java.util.HashSet", List.of("x")));
    Typed typed = new Typed(event);

    assertThat(typing.writeValueAsString(event)).isEqualTo(text(event));
    assertThat(typing.readValue(text(event), DomainEvent.class)).isEqualTo(event);
    assertThat(mapper.writeValueAsString(typed)).isEqualTo("{\"event\":" + text(event) + "}");
    assertThat(mapper.readValue(mapper.writeValueAsString(typed), Typed.class)).isEqualTo(typed);
  }

  @Test
  void unknown_field_is_rejected_unless_ignored() throws Exception {
    String extended = text(Samples.full()).replaceFirst("\\{", "{\"new\":{\"a\":[1]},");
    ObjectMapper lenient = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    ObjectMapper ignoring =
        JsonMapper.builder().addModule(new EventModule(FORM.ignoringUnknownFields())).build();

    assertThatThrownBy(() -> mapper.readValue(extended, DomainEvent.class))
        .isInstanceOf(MismatchedInputException.class)
        .hasMessageContaining("unknown field");
    assertThat(lenient.readValue(extended, DomainEvent.class)).isEqualTo(Samples.full());
    assertThat(ignoring.readValue(extended, DomainEvent.class)).isEqualTo(Samples.full());
  }

  @Test
  void input_that_is_no_event_is_rejected_without_its_values() {
    for (String wrong :
        List.of(
            "[]",
            "\"hunter2\"",
            "7",
            "{\"event_id\":\"hunter2\"}",
            "{\"event_id\":[\"hunter2\"]}",
            text(Samples.full()).replace("\"plan_id\":\"p-1\"", "\"plan_id\":\"hunter 2\""),
            text(Samples.full()).replace("\"whole\":42", "\"whole\":1e999"),
            text(Samples.full()).replace("\"whole\":42", "\"whole\":1,\"whole\":2"))) {
      assertThatThrownBy(() -> mapper.readValue(wrong, DomainEvent.class))
          .as(wrong)
          .isInstanceOf(MismatchedInputException.class)
          .hasMessageContaining("event JSON")
          .hasMessageNotContaining("hunter");
    }
  }

  @Test
  void limits_of_the_form_apply_to_reading() throws Exception {
    ObjectMapper narrow =
        JsonMapper.builder()
            .addModule(new EventModule(FORM.withLimits(EventLimits.defaults().withMaxEntries(3))))
            .build();
    DomainEvent event =
        EventFactory.standard()
            .root(EventType.PLAN_APPLIED)
            .detail("list", List.of(1, 2, BigInteger.TEN.pow(30)))
            .build();

    assertThatThrownBy(() -> narrow.readValue(text(event), DomainEvent.class))
        .isInstanceOf(MismatchedInputException.class)
        .hasMessageContaining("maxEntries 3");
    assertThat(mapper.readValue(text(event), DomainEvent.class)).isEqualTo(event);
  }

  @Test
  void redaction_applies_to_writing() throws Exception {
    ObjectMapper redacting =
        JsonMapper.builder()
            .addModule(new EventModule().withRedaction(Redactor.standard()::redact))
            .build();
    DomainEvent event = Samples.with(EventType.PLAN_APPLIED, "password", "hunter2");

    assertThat(redacting.writeValueAsString(event))
        .contains(Redactor.MASK)
        .doesNotContain("hunter2");
    assertThat(mapper.writeValueAsString(event)).contains("hunter2");
  }

  @Test
  void module_is_a_service_and_the_first_one_takes_precedence() throws Exception {
    ObjectMapper found = JsonMapper.builder().findAndAddModules().build();
    ObjectMapper both =
        JsonMapper.builder()
            .addModule(new EventModule(FORM.ignoringUnknownFields()))
            .findAndAddModules()
            .build();
    String extended = text(Samples.full()).replaceFirst("\\{", "{\"new\":1,");

    assertThat(found.writeValueAsString(Samples.full())).isEqualTo(text(Samples.full()));
    assertThat(both.readValue(extended, DomainEvent.class)).isEqualTo(Samples.full());
  }

  @Test
  void null_arguments_are_rejected() {
    assertThatThrownBy(() -> new EventModule(absent())).hasMessage("form");
    assertThatThrownBy(() -> new EventModule().withRedaction(absent())).hasMessage("redaction");
    ObjectMapper broken =
        JsonMapper.builder().addModule(new EventModule().withRedaction(e -> absent())).build();
    assertThatThrownBy(() -> broken.writeValueAsString(Samples.full()))
        .hasMessageContaining("redaction returned null");
  }
}
