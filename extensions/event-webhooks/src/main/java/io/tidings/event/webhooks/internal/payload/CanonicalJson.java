package io.tidings.event.webhooks.internal.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writer and reader for canonical JSON: sorted keys, no spaces. Values are strings, booleans,
 * Longs, BigIntegers, finite Doubles, lists, maps with string keys, and null. Stateless.
 *
 * @contract WEB-08
 */
public final class CanonicalJson {

  private static final int MAX_NESTING = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private CanonicalJson() {}

  /** Thrown when a text would exceed its maximum size. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Returns the canonical text of a value. An unpaired surrogate becomes a question mark, so that
   * the text survives a round trip through UTF-8.
   *
   * @throws TooLongException as soon as the text has more than {@code maxBytes} bytes in UTF-8
   */
  public static String canonical(@Nullable Object value, int maxBytes) throws TooLongException {
    BoundedOutput out = new BoundedOutput(maxBytes);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, value);
    } catch (TooLongException tooLong) {
      throw tooLong;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.text();
  }

  /** Returns the canonical text of a value of any size. */
  public static String canonical(@Nullable Object value) {
    try {
      return canonical(value, Integer.MAX_VALUE);
    } catch (TooLongException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(wellFormed(text));
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else {
      writeNested(out, value);
    }
  }

  private static void writeNested(JsonGenerator out, Object value) throws IOException {
    if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(out, element);
      }
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put(wellFormed(String.valueOf(key)), entry));
      out.writeStartObject();
      for (Map.Entry<String, Object> entry : sorted.entrySet()) {
        out.writeFieldName(entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else {
      throw new IllegalArgumentException(
          "a value must be a string, a boolean, a whole number, a Double, a list or a map, but is a"
              + " "
              + value.getClass().getName());
    }
  }

  private static String wellFormed(String text) {
    return text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /**
   * Returns the value of a JSON text.
   *
   * @throws IllegalArgumentException if the text is not JSON or is nested more than 32 deep
   */
  public static @Nullable Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      Object value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("JSON must be one value, but more text follows it");
      }
      return value;
    } catch (IOException illFormed) {
      throw new IllegalArgumentException("JSON is ill-formed at " + position(illFormed), illFormed);
    }
  }

  private static String position(IOException illFormed) {
    return illFormed instanceof JsonProcessingException json && json.getLocation() != null
        ? "column " + json.getLocation().getColumnNr()
        : "an unknown position";
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    if (token == null) {
      throw new IllegalArgumentException("JSON must be a value, but the text is empty");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case START_ARRAY -> list(parser);
      case START_OBJECT -> map(parser);
      default -> throw new IllegalArgumentException("JSON is ill-formed: " + token);
    };
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValueExact() : number;
  }

  private static Double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has a number that is too large");
    }
    return number;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      list.add(value(parser, next));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      map.put(name, value(parser, parser.nextToken()));
    }
    return map;
  }

  /** In-memory output with a maximum size. */
  private static final class BoundedOutput extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;

    BoundedOutput(int limit) {
      this.limit = limit;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      if (length > limit - bytes.size()) {
        throw new TooLongException();
      }
      bytes.write(more, offset, length);
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
