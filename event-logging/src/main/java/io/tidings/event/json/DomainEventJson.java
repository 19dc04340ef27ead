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
import io.tidings.event.EventFactory;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.json.internal.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON, and reads them back as equal events (JSN-01).
 *
 * <pre>{@code
 * DomainEventJson json = DomainEventJson.standard();
 * byte[] written = json.write(event);
 * DomainEvent read = json.read(written);
 * }</pre>
 *
 * <p>One event is one line of UTF-8 whatever it holds: controls, line and paragraph separators,
 * marks that turn the direction of writing and surrogates are escaped, in values and names
 * (JSN-03). The fields come in a fixed order, absent ones are left out, the timestamp has six
 * decimals, and details keep their order, so an event has the same bytes in every process (JSN-02).
 *
 * <p>The reader takes what the writer writes, in any order of fields and with white space, and
 * nothing else (JSN-04): no field twice, no field that no event has unless {@link
 * #ignoringUnknownFields}, nothing after the event, nothing beyond the {@link EventLimits}. Null
 * means absent, as everywhere. It never chooses a class by what it reads. Secrets are written as
 * they are: redact an event first.
 *
 * <p>Immutable and thread-safe.
 */
public final class DomainEventJson {

  private static final DomainEventJson STANDARD =
      new DomainEventJson(EventFactory.standard().withLimits(EventLimits.defaults()), false);

  private final EventFactory events;
  private final boolean ignoresUnknown;
  private final JsonFactory json;

  private DomainEventJson(EventFactory events, boolean ignoresUnknown) {
    this.events = events;
    this.ignoresUnknown = ignoresUnknown;
    this.json = factory(events.limits());
  }

  /**
   * Returns the form with {@link EventLimits#defaults()} for what is read, which refuses unknown
   * fields.
   */
  public static DomainEventJson standard() {
    return STANDARD;
  }

  /** Returns this form with other limits for what is read; what is written has no limit. */
  public DomainEventJson withLimits(EventLimits limits) {
    return new DomainEventJson(events.withLimits(requireNonNull(limits, "limits")), ignoresUnknown);
  }

  /** Returns this form, which reads over fields that no event has. */
  public DomainEventJson ignoringUnknownFields() {
    return new DomainEventJson(events, true);
  }

  private static JsonFactory factory(EventLimits limits) {
    int longest = Math.max(limits.maxStringLength(), DomainEvent.MAX_NAME_LENGTH);
    return new JsonFactoryBuilder()
        .characterEscapes(new LineEscapes())
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamWriteConstraints(
            StreamWriteConstraints.builder()
                .maxNestingDepth(EventLimits.GREATEST_DEPTH + 2)
                .build())
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth() + 2)
                .maxStringLength(longest)
                .maxNameLength(longest)
                .maxNumberLength(DomainEvent.MAX_DIGITS + 1)
                .build())
        .build();
  }

  /** Returns the event as one line, without an end of line. */
  public byte[] write(DomainEvent event) {
    requireNonNull(event, "event");
    return written(generator -> EventWriter.write(event, generator));
  }

  /** Returns the event as one line with {@code \n} at its end. */
  public byte[] writeLine(DomainEvent event) {
    requireNonNull(event, "event");
    return written(
        generator -> {
          EventWriter.write(event, generator);
          generator.writeRaw('\n');
        });
  }

  /**
   * Returns details, such as {@link DomainEvent#details()}, as the text of one line.
   *
   * @throws IllegalArgumentException if they hold a value that has no JSON form
   */
  public String writeDetails(Map<String, ?> details) {
    requireNonNull(details, "details");
    return new String(
        written(generator -> JsonValues.write(details, generator)), StandardCharsets.UTF_8);
  }

  /** Returns the text of a timestamp: ISO-8601, UTC, six decimals. */
  public static String timestamp(Instant timestamp) {
    return new String(Timestamps.text(timestamp));
  }

  /**
   * Returns a text as it can stand inside one line: with controls, separators, marks of direction
   * and surrogates that stand alone escaped. The text itself if it has none of these.
   */
  public static String oneLine(String text) {
    for (int i = 0; i < requireNonNull(text, "text").length(); i++) {
      if (LineEscapes.isEscapedAt(text, i)) {
        return LineEscapes.escaped(text, i);
      }
    }
    return text;
  }

  private byte[] written(Writing writing) {
    Collected collected = new Collected();
    try (JsonGenerator generator = json.createGenerator(collected, JsonEncoding.UTF8)) {
      writing.write(generator);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return collected.bytes();
  }

  /**
   * Reads an event from UTF-8.
   *
   * @throws MalformedEventException if it is not one event, or beyond the limits
   */
  public DomainEvent read(byte[] event) {
    ByteBuffer bytes = ByteBuffer.wrap(requireNonNull(event, "event"));
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException malformed) {
      throw new MalformedEventException("event JSON is not UTF-8");
    }
  }

  /**
   * Reads an event. A message names the position of an error and never a value, since values may be
   * secret.
   *
   * @throws MalformedEventException if it is not one event, or beyond the limits
   */
  public DomainEvent read(String event) {
    requireNonNull(event, "event");
    return parsed("event", event, parser -> new EventReader(parser, events, ignoresUnknown).read());
  }

  /**
   * Reads what {@link #writeDetails} writes. Null entries and elements are left out. The result is
   * immutable and an event takes it as it is, without applying limits again.
   *
   * @throws MalformedEventException if it is not one JSON object, or beyond the limits
   */
  public Map<String, Object> readDetails(String details) {
    requireNonNull(details, "details");
    return parsed("details", details, this::frozenDetails);
  }

  /** Freezes details in the one place that can, an event of which nothing else is used. */
  private Map<String, Object> frozenDetails(JsonParser parser) throws IOException {
    parser.nextToken();
    Map<String, @Nullable Object> details =
        JsonValues.readMap(parser, events.limits().maxEntries());
    if (parser.nextToken() != null) {
      throw new MalformedEventException(
          "details JSON must end after the object"
              + JsonValues.position(parser.currentTokenLocation()));
    }
    return events
        .root(EventType.PLAN_CREATED)
        .id("details")
        .correlationId("details")
        .timestamp(Instant.EPOCH)
        .scope(EventScope.none())
        .details(details)
        .build()
        .details();
  }

  private <T> T parsed(String subject, String text, Parsing<T> parsing) {
    try (JsonParser parser = json.createParser(Surrogates.unescaped(text))) {
      return parsing.parse(parser);
    } catch (JacksonException malformed) {
      throw new MalformedEventException(
          subject
              + " JSON is ill-formed or beyond a limit"
              + JsonValues.position(malformed.getLocation()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (MalformedEventException malformed) {
      throw malformed;
    } catch (JsonValues.InvalidValueException malformed) {
      throw new MalformedEventException(subject + " JSON " + malformed.getMessage());
    } catch (IllegalArgumentException rejected) {
      throw new MalformedEventException(subject + " JSON is rejected: " + rejected.getMessage());
    }
  }

  @FunctionalInterface
  private interface Writing {
    void write(JsonGenerator generator) throws IOException;
  }

  @FunctionalInterface
  private interface Parsing<T> {
    T parse(JsonParser parser) throws IOException;
  }
}
