package io.tidings.event.json.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Streaming reader and writer of JSON values: null, texts, booleans, Longs, BigIntegers beyond
 * long, finite Doubles, lists, and maps with text keys. An instance reads one value and is confined
 * to one thread; the writing methods are stateless.
 */
public final class JsonValues {

  private final JsonParser json;
  private final int maxEntries;
  private int entriesLeft;

  private JsonValues(JsonParser json, int maxEntries) {
    this.json = json;
    this.maxEntries = maxEntries;
    this.entriesLeft = maxEntries;
  }

  /** A value is incomplete, ambiguous or beyond a limit. The message names the position only. */
  public static final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private InvalidValueException(String problem, JsonParser json) {
      super(problem + position(json.currentTokenLocation()));
    }
  }

  /** Returns the position as a text that continues a message, empty if it is unknown. */
  public static String position(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /**
   * Writes a value with the entries of maps in their own order. Integers are written as Longs are.
   *
   * @throws IllegalArgumentException if the value, or one inside it, has no JSON form
   */
  public static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    write(value, json, false);
  }

  /**
   * Writes a value with the entries of every map sorted by key. An unpaired surrogate is written as
   * a question mark, so that the text survives UTF-8.
   *
   * @throws IllegalArgumentException if the value, or one inside it, has no JSON form
   */
  public static void writeCanonical(@Nullable Object value, JsonGenerator json) throws IOException {
    write(value, json, true);
  }

  private static void write(@Nullable Object value, JsonGenerator json, boolean canonical)
      throws IOException {
    if (value instanceof String text) {
      json.writeString(canonical ? wellFormed(text) : text);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Number number) {
      writeNumber(number, json);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(canonical ? sorted(map) : map, json, canonical);
    } else if (value instanceof List<?> list) {
      writeList(list, json, canonical);
    } else if (value == null) {
      json.writeNull();
    } else {
      throw noJsonForm(value);
    }
  }

  private static void writeNumber(Number number, JsonGenerator json) throws IOException {
    if (number instanceof Long || number instanceof Integer) {
      json.writeNumber(number.longValue());
    } else if (number instanceof Double decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger whole) {
      json.writeNumber(whole);
    } else {
      throw noJsonForm(number);
    }
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator json, boolean canonical)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName((String) entry.getKey());
      write(entry.getValue(), json, canonical);
    }
    json.writeEndObject();
  }

  private static void writeList(List<?> list, JsonGenerator json, boolean canonical)
      throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      write(element, json, canonical);
    }
    json.writeEndArray();
  }

  private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(wellFormed(String.valueOf(key)), value));
    return sorted;
  }

  private static String wellFormed(String text) {
    return text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException noJsonForm(Object value) {
    return new IllegalArgumentException(
        "a value must be a text, a boolean, a Long, a BigInteger, a Double, a list or a map, not a "
            + value.getClass().getName());
  }

  /**
   * Reads the value that starts at the parser's current token, and leaves the parser at the value's
   * last token. Null entries and elements are kept.
   *
   * @param maxEntries the limit of entries and elements at all depths together
   * @throws InvalidValueException if the value is incomplete, repeats a name, or exceeds a limit
   */
  public static @Nullable Object read(JsonParser json, int maxEntries) throws IOException {
    return new JsonValues(json, maxEntries).value();
  }

  /**
   * Reads the map that starts at the parser's current token, as {@link #read} does.
   *
   * @throws InvalidValueException if there is no map, or as for {@link #read}
   */
  public static Map<String, @Nullable Object> readMap(JsonParser json, int maxEntries)
      throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidValueException("must be an object", json);
    }
    return new JsonValues(json, maxEntries).map();
  }

  private @Nullable Object value() throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw invalid("is incomplete");
    }
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_NULL -> null;
      default -> throw invalid("is incomplete");
    };
  }

  /** Keeps null values, so that a repeated name is detected. */
  private Map<String, @Nullable Object> map() throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      takeEntry();
      String name = json.currentName();
      json.nextToken();
      if (map.containsKey(name)) {
        throw invalid("repeats a name");
      }
      map.put(name, value());
    }
    return map;
  }

  private List<@Nullable Object> list() throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      takeEntry();
      list.add(value());
    }
    return list;
  }

  private Object whole() throws IOException {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) json.getBigIntegerValue()
        : (Object) json.getLongValue();
  }

  private Double decimal() throws IOException {
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw invalid("has a number beyond the range of a Double");
    }
    return value;
  }

  private void takeEntry() {
    if (--entriesLeft < 0) {
      throw invalid("has more entries than maxEntries " + maxEntries);
    }
  }

  private InvalidValueException invalid(String problem) {
    return new InvalidValueException(problem, json);
  }
}
