package io.tidings.event.spring.json;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.json.MalformedEventException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonGeneratorBase;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Module of Jackson 3 that writes and reads events in the form of {@link DomainEventJson}, alone
 * and as parts of a host's types; the twin of {@link io.tidings.event.json.EventModule} for Jackson
 * 2.
 *
 * <p>The mapper's naming strategy, inclusion rules and default typing do not apply to an event; its
 * white space does not either. Unknown fields are rejected unless the form or the mapper ignores
 * them. Input that is not an event is rejected with a {@code MismatchedInputException} whose
 * message contains no value.
 *
 * <p>Secrets are written unchanged unless the module has a {@linkplain #withRedaction redaction},
 * which the module of the auto-configuration has. Thread-safe once it is registered.
 */
public final class EventJacksonModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final JsonFactory JSON = new JsonFactory();

  private final transient DomainEventJson form;

  /**
   * Creates a module that reads within the limits of a form.
   *
   * @throws NullPointerException if the form is null
   */
  public EventJacksonModule(DomainEventJson form) {
    this(form, event -> event);
  }

  private EventJacksonModule(DomainEventJson form, UnaryOperator<DomainEvent> redaction) {
    super(EventJacksonModule.class.getName());
    this.form = requireNonNull(form, "form");
    addSerializer(new EventSerializer(form, redaction));
    addDeserializer(DomainEvent.class, new EventDeserializer(form));
  }

  /**
   * Returns a module that writes each event as a function returns it, such as {@code
   * Redactor.standard()::redact}. Reading is unchanged.
   *
   * @param redaction called on the writing thread; must not return null
   * @throws NullPointerException if the function is null
   */
  public EventJacksonModule withRedaction(UnaryOperator<DomainEvent> redaction) {
    return new EventJacksonModule(form, requireNonNull(redaction, "redaction"));
  }

  private static final class EventSerializer extends StdSerializer<DomainEvent> {

    private final DomainEventJson form;
    private final UnaryOperator<DomainEvent> redaction;

    EventSerializer(DomainEventJson form, UnaryOperator<DomainEvent> redaction) {
      super(DomainEvent.class);
      this.form = form;
      this.redaction = redaction;
    }

    @Override
    public void serialize(DomainEvent event, JsonGenerator json, SerializationContext context) {
      DomainEvent written = requireNonNull(redaction.apply(event), "redaction returned null");
      byte[] text = form.write(written);
      if (json instanceof JsonGeneratorBase) {
        json.writeRawValue(new String(text, StandardCharsets.UTF_8));
        return;
      }
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
        parser.nextToken();
        json.copyCurrentStructure(parser);
      }
    }

    @Override
    public void serializeWithType(
        DomainEvent event, JsonGenerator json, SerializationContext context, TypeSerializer types) {
      serialize(event, json, context);
    }
  }

  private static final class EventDeserializer extends StdDeserializer<DomainEvent> {

    private final DomainEventJson form;

    EventDeserializer(DomainEventJson form) {
      super(DomainEvent.class);
      this.form = form;
    }

    @Override
    public DomainEvent deserialize(JsonParser json, DeserializationContext context) {
      boolean strict = context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      DomainEventJson reader = strict ? form : form.ignoringUnknownFields();
      try {
        return reader.read(text(json));
      } catch (MalformedEventException malformed) {
        throw MismatchedInputException.from(json, DomainEvent.class, malformed.getMessage());
      }
    }

    /** Returns the current value as it is written; numbers keep their text. */
    private static String text(JsonParser json) {
      StringWriter text = new StringWriter();
      try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
        int depth = 0;
        do {
          depth += copied(json, copy);
        } while (depth > 0 && json.nextToken() != null);
      }
      return text.toString();
    }

    /** Copies a token; returns the change of the nesting. */
    private static int copied(JsonParser json, JsonGenerator copy) {
      JsonToken token = json.currentToken();
      if (token.isNumeric()) {
        copy.writeNumber(json.getString());
      } else {
        copy.copyCurrentEvent(json);
      }
      return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    @Override
    public Object deserializeWithType(
        JsonParser json, DeserializationContext context, TypeDeserializer types) {
      return deserialize(json, context);
    }
  }
}
