package io.tidings.event.webhooks;

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
 * JSON in its canonical form, keys sorted and no spaces, and back. Values are texts, booleans,
 * Longs, BigIntegers, finite Doubles, lists, maps with texts as keys, and null. Stateless.
 */
final class CanonicalJson {

  private static final int MAX_NESTING = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private CanonicalJson() {}

  /** A text would be longer than allowed. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Returns the canonical text of a value. A surrogate that stands alone becomes a question mark,
   * so that the text is the same after a way through UTF-8.
   *
   * @throws TooLong as soon as it has more bytes than allowed, in UTF-8
   */
  static String canonical(@Nullable Object value, int maxBytes) throws TooLongException {
    Limited out = new Limited(maxBytes);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, value);
    } catch (TooLongException tooLong) {
      throw tooLong;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.text();
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
          "a value must be a text, a boolean, a whole number, a Double, a list or a map, but is a "
              + value.getClass().getName());
    }
  }

  private static String wellFormed(String text) {
    return text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /**
   * Returns the value of a text.
   *
   * @throws IllegalArgumentException if it is no JSON, or is nested more than 32 deep
   */
  static @Nullable Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      Object value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("JSON must be one value, but something comes after it");
      }
      return value;
    } catch (IOException illFormed) {
      throw new IllegalArgumentException("JSON is ill-formed at " + place(illFormed), illFormed);
    }
  }

  private static String place(IOException illFormed) {
    return illFormed instanceof JsonProcessingException json && json.getLocation() != null
        ? "column " + json.getLocation().getColumnNr()
        : "an unknown place";
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    if (token == null) {
      throw new IllegalArgumentException("JSON must be a value, but there is none");
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

  /** Bytes in memory, up to a number. */
  private static final class Limited extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    Limited(int most) {
      this.most = most;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      if (length > most - bytes.size()) {
        throw new TooLongException();
      }
      bytes.write(more, offset, length);
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
