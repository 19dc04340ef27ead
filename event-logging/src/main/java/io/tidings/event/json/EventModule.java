package io.tidings.event.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tidings.event.DomainEvent;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Jackson module that lets an {@code ObjectMapper} write and read events in the form of {@link
 * DomainEventJson}, alone and as parts of a host's types.
 *
 * <pre>{@code
 * ObjectMapper mapper = JsonMapper.builder().addModule(new EventModule()).build();
 * String written = mapper.writeValueAsString(event);
 * DomainEvent read = mapper.readValue(written, DomainEvent.class);
 * }</pre>
 *
 * <p>The mapper's naming strategy, inclusion rules and default typing do not apply to an event: it
 * has the same fields under every mapper, and JSON never selects a Java class. The mapper decides
 * on white space, on escapes, and on the nesting and token lengths that it reads. Unknown fields
 * are rejected unless the form or the mapper ({@code FAIL_ON_UNKNOWN_PROPERTIES} disabled) ignores
 * them. Input that is not an event is rejected with a {@code MismatchedInputException} whose
 * message contains no value.
 *
 * <p>Secrets are written unchanged unless the module has a {@linkplain #withRedaction redaction}.
 * Jackson finds the module as a service ({@code findAndRegisterModules()}); a module that is added
 * first takes precedence. Requires Jackson 2.16 or later. Thread-safe once it is registered.
 *
 * @contract JSN-07
 */
public final class EventModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private final transient DomainEventJson form;

  /** Creates the module with the {@linkplain DomainEventJson#standard() standard form}. */
  public EventModule() {
    this(DomainEventJson.standard());
  }

  /**
   * Creates a module that reads within the limits of a form.
   *
   * @throws NullPointerException if the form is null
   */
  public EventModule(DomainEventJson form) {
    this(form, event -> event);
  }

  private EventModule(DomainEventJson form, UnaryOperator<DomainEvent> redaction) {
    super(EventModule.class.getName());
    this.form = requireNonNull(form, "form");
    addSerializer(new EventSerializer(redaction));
    addDeserializer(DomainEvent.class, new EventDeserializer(form));
  }

  /**
   * Returns a module that writes each event as a function returns it, such as {@code
   * Redactor.standard()::redact}. Reading is unchanged.
   *
   * @param redaction called on the writing thread; must not return null
   * @throws NullPointerException if the function is null
   */
  public EventModule withRedaction(UnaryOperator<DomainEvent> redaction) {
    return new EventModule(form, requireNonNull(redaction, "redaction"));
  }

  private static final class EventSerializer extends StdSerializer<DomainEvent> {
    private static final long serialVersionUID = 1L;

    private final transient UnaryOperator<DomainEvent> redaction;

    EventSerializer(UnaryOperator<DomainEvent> redaction) {
      super(DomainEvent.class);
      this.redaction = redaction;
    }

    @Override
    public void serialize(DomainEvent event, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      EventWriter.write(requireNonNull(redaction.apply(event), "redaction returned null"), json);
    }

    @Override
    public void serializeWithType(
        DomainEvent event, JsonGenerator json, SerializerProvider provider, TypeSerializer types)
        throws IOException {
      serialize(event, json, provider);
    }
  }

  private static final class EventDeserializer extends StdDeserializer<DomainEvent> {
    private static final long serialVersionUID = 1L;

    private final transient DomainEventJson form;

    EventDeserializer(DomainEventJson form) {
      super(DomainEvent.class);
      this.form = form;
    }

    @Override
    public DomainEvent deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      try {
        return form.read(
            json, !context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
      } catch (MalformedEventException malformed) {
        throw MismatchedInputException.from(json, DomainEvent.class, malformed.getMessage());
      }
    }

    @Override
    public Object deserializeWithType(
        JsonParser json, DeserializationContext context, TypeDeserializer types)
        throws IOException {
      return deserialize(json, context);
    }
  }
}
