package io.tidings.event.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.EventLimits;
import io.tidings.event.json.internal.FrozenDetails;
import io.tidings.event.json.internal.JsonValues;
import io.tidings.event.json.internal.MinimumVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writer and strict reader of events as JSON; an event that was written is read back equal.
 *
 * <pre>{@code
 * DomainEventJson json = DomainEventJson.standard();
 * byte[] written = json.write(event);
 * DomainEvent read = json.read(written);
 * }</pre>
 *
 * <p>Every event is one line of UTF-8: controls, line and paragraph separators, bidi controls and
 * surrogates are escaped in names and values. Fields have a fixed order, absent fields are omitted,
 * the timestamp has six decimals and details keep their order, so an event has the same bytes in
 * every process. Secrets are written unchanged: redact an event first.
 *
 * <p>The reader accepts the written form with fields in any order and with white space; null means
 * absent. It rejects repeated fields, unknown fields unless {@link #ignoringUnknownFields}, text
 * after the event, and values beyond the {@link EventLimits}. JSON never selects a Java class.
 *
 * <p>Immutable and thread-safe. Every method rejects null with a {@link NullPointerException}.
 *
 * @contract JSN-01, JSN-02, JSN-03, JSN-04, JSN-05
 */
public final class DomainEventJson {

  static {
    MinimumVersion.requireJackson();
  }

  /** The event and its details. */
  private static final int WRAPPERS = 2;

  private static final DomainEventJson STANDARD =
      new DomainEventJson(EventFactory.standard().withLimits(EventLimits.defaults()), false);

  private final EventFactory events;
  private final boolean ignoresUnknown;
  private final JsonFactory json;

  private DomainEventJson(EventFactory events, boolean ignoresUnknown) {
    this.events = events;
    this.ignoresUnknown = ignoresUnknown;
    this.json = factory(events.limits(), WRAPPERS);
  }

  /**
   * Returns the form that reads within {@link EventLimits#defaults()} and rejects unknown fields.
   */
  public static DomainEventJson standard() {
    return STANDARD;
  }

  /** Returns this form with other limits on reading; writing has no limit. */
  public DomainEventJson withLimits(EventLimits limits) {
    return new DomainEventJson(events.withLimits(requireNonNull(limits, "limits")), ignoresUnknown);
  }

  /**
   * Returns this form with a catalogue: {@link DomainEvent#kind()} of an event that is read is the
   * catalogue's constant. Events of kinds that it does not have are read as without it.
   *
   * @throws NullPointerException if {@code catalog} is null
   * @contract JSN-08
   */
  public DomainEventJson withCatalog(EventCatalog catalog) {
    return new DomainEventJson(events.withCatalog(catalog), ignoresUnknown);
  }

  /** Returns this form, skipping unknown fields on reading instead of rejecting them. */
  public DomainEventJson ignoringUnknownFields() {
    return new DomainEventJson(events, true);
  }

  /**
   * Returns a factory of parsers and generators within limits.
   *
   * @param wrappers the number of objects and arrays around the values of details
   */
  static JsonFactory factory(EventLimits limits, int wrappers) {
    int longest = Math.max(limits.maxStringLength(), DomainEvent.MAX_NAME_LENGTH);
    return new JsonFactoryBuilder()
        .characterEscapes(new LineEscapes())
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamWriteConstraints(
            StreamWriteConstraints.builder()
                .maxNestingDepth(EventLimits.GREATEST_DEPTH + wrappers)
                .build())
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth() + wrappers)
                .maxStringLength(longest)
                .maxNameLength(longest)
                .maxNumberLength(DomainEvent.MAX_DIGITS)
                .build())
        .build();
  }

  /** Returns an event as one line of UTF-8 without a line break. */
  public byte[] write(DomainEvent event) {
    requireNonNull(event, "event");
    return bytes(generator -> EventWriter.write(event, generator));
  }

  /** Returns an event as one line of UTF-8 that ends with {@code \n}. */
  public byte[] writeLine(DomainEvent event) {
    requireNonNull(event, "event");
    return bytes(
        generator -> {
          EventWriter.write(event, generator);
          generator.writeRaw('\n');
        });
  }

  /**
   * Returns details, such as {@link DomainEvent#details()}, as one line of JSON without a line
   * break. Entries keep their order.
   *
   * @throws IllegalArgumentException if a value, at any depth, has no JSON form
   */
  public String writeDetails(Map<String, ?> details) {
    requireNonNull(details, "details");
    return new String(
        bytes(generator -> JsonValues.write(details, generator)), StandardCharsets.UTF_8);
  }

  /**
   * Returns a timestamp as events have it: ISO-8601, UTC, six decimals; further ones are cut off.
   * The year must be between 0 and 9999.
   */
  public static String timestamp(Instant timestamp) {
    return new String(Timestamps.format(timestamp));
  }

  /**
   * Returns a text with controls, line and paragraph separators, bidi controls and unpaired
   * surrogates escaped, or the same text if it has none of these.
   */
  public static String oneLine(String text) {
    for (int i = 0; i < requireNonNull(text, "text").length(); i++) {
      if (LineEscapes.isEscapedAt(text, i)) {
        return LineEscapes.escaped(text, i);
      }
    }
    return text;
  }

  private byte[] bytes(Writing writing) {
    return bytes(json, writing);
  }

  /** Returns what is written as UTF-8. */
  static byte[] bytes(JsonFactory json, Writing writing) {
    ByteCollector collector = new ByteCollector();
    try (JsonGenerator generator = json.createGenerator(collector, JsonEncoding.UTF8)) {
      writing.write(generator);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return collector.bytes();
  }

  /**
   * Reads one event from UTF-8.
   *
   * @return an event equal to the one written
   * @throws MalformedEventException if the bytes are not exactly one event, or exceed the limits
   */
  public DomainEvent read(byte[] event) {
    return read(decoded(requireNonNull(event, "event"), "event"));
  }

  /** Returns bytes as text, and rejects those that are not UTF-8. */
  static String decoded(byte[] bytes, String subject) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedEventException(subject + " JSON is not UTF-8");
    }
  }

  /**
   * Reads one event.
   *
   * @return an event equal to the one written
   * @throws MalformedEventException if the text is not exactly one event, or exceeds the limits
   */
  public DomainEvent read(String event) {
    requireNonNull(event, "event");
    return parsed("event", event, parser -> reader(parser, ignoresUnknown).readOnly());
  }

  /**
   * Reads the event that starts at a parser's current token, and leaves the parser at its last
   * token. The parser's owner bounds nesting and the lengths of tokens.
   */
  DomainEvent read(JsonParser parser, boolean ignoresUnknownFields) throws IOException {
    try {
      return reader(parser, ignoresUnknown || ignoresUnknownFields).read();
    } catch (IllegalArgumentException rejected) {
      throw malformed("event", rejected);
    }
  }

  private EventReader reader(JsonParser parser, boolean ignoresUnknownFields) {
    return new EventReader(parser, events, ignoresUnknownFields);
  }

  /**
   * Reads the details that {@link #writeDetails} writes.
   *
   * @return an immutable map in the order of the text, without null entries and elements; the
   *     constructor of {@link DomainEvent} takes it without applying limits again
   * @throws MalformedEventException if the text is not exactly one object, or exceeds the limits
   */
  public Map<String, Object> readDetails(String details) {
    requireNonNull(details, "details");
    return parsed("details", details, this::onlyDetails);
  }

  /** Reads the only value of a text; nothing may follow it. */
  private Map<String, Object> onlyDetails(JsonParser parser) throws IOException {
    parser.nextToken();
    Map<String, @Nullable Object> details =
        JsonValues.readMap(parser, events.limits().maxEntries());
    if (parser.nextToken() != null) {
      throw new MalformedEventException(
          "details JSON must end after the object"
              + JsonValues.position(parser.currentTokenLocation()));
    }
    return FrozenDetails.of(details, events);
  }

  private <T> T parsed(String subject, String text, Parsing<T> parsing) {
    return parsed(json, subject, text, parsing);
  }

  /** Returns what is parsed from a text; every failure names the subject. */
  static <T> T parsed(JsonFactory json, String subject, String text, Parsing<T> parsing) {
    try (JsonParser parser = json.createParser(Surrogates.unescaped(text))) {
      return parsing.parse(parser);
    } catch (JacksonException malformed) {
      throw new MalformedEventException(
          subject
              + " JSON is ill-formed or beyond a limit"
              + JsonValues.position(malformed.getLocation()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (IllegalArgumentException rejected) {
      throw malformed(subject, rejected);
    }
  }

  private static MalformedEventException malformed(
      String subject, IllegalArgumentException rejected) {
    if (rejected instanceof MalformedEventException malformed) {
      return malformed;
    }
    return new MalformedEventException(
        subject
            + (rejected instanceof JsonValues.InvalidValueException
                ? " JSON "
                : " JSON is rejected: ")
            + rejected.getMessage());
  }

  /** Output to a generator. */
  @FunctionalInterface
  interface Writing {
    void write(JsonGenerator generator) throws IOException;
  }

  /** Input from a parser. */
  @FunctionalInterface
  interface Parsing<T> {
    T parse(JsonParser parser) throws IOException;
  }
}
