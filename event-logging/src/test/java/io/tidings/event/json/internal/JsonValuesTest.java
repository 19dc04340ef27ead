package io.tidings.event.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reading and writing of JSON values. */
class JsonValuesTest {

  private static final JsonFactory JSON = new JsonFactory();

  private static String write(@Nullable Object value, boolean canonical) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      if (canonical) {
        JsonValues.writeCanonical(value, generator);
      } else {
        JsonValues.write(value, generator);
      }
    }
    return text.toString();
  }

  private static @Nullable Object read(String text, int maxEntries) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return JsonValues.read(parser, maxEntries);
    }
  }

  @Test
  void written_values_are_read_back_equal() throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(null);
    values.addAll(List.of("text", true, -7L, 0.5, BigInteger.ONE.shiftLeft(64), List.of(1L)));
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("values", values);
    map.put("absent", null);

    assertThat(read(write(map, false), 20)).isEqualTo(map);
  }

  @Test
  void canonical_maps_are_sorted_at_every_depth() throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("z", List.of(Map.of("b", 1, "a", 2)));
    map.put("a", null);
    map.put("\ud800", "\udc00");

    assertThat(write(map, true)).isEqualTo("{\"?\":\"?\",\"a\":null,\"z\":[{\"a\":2,\"b\":1}]}");
    assertThat(write(Map.of("k", "\ud800"), false)).contains("\ud800");
  }

  @Test
  void value_without_json_form_is_rejected_by_class() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write(List.of(Instant.EPOCH), false))
        .withMessageEndingWith("not a java.time.Instant");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write(Map.of("k", 1.5f), true))
        .withMessageEndingWith("not a java.lang.Float");
  }

  @Test
  void invalid_values_are_rejected_with_their_position() {
    assertThatThrownBy(() -> read("{\"a\":null,\"a\":1}", 20))
        .isInstanceOf(JsonValues.InvalidValueException.class)
        .hasMessageStartingWith("repeats a name at line 1, column ");
    assertThatThrownBy(() -> read("[1e999]", 20))
        .isInstanceOf(JsonValues.InvalidValueException.class)
        .hasMessageContaining("beyond the range of a Double");
    assertThatThrownBy(() -> read("{\"a\":[1,2]}", 2))
        .isInstanceOf(JsonValues.InvalidValueException.class)
        .hasMessageContaining("maxEntries 2");
    assertThatThrownBy(() -> read("", 2))
        .isInstanceOf(JsonValues.InvalidValueException.class)
        .hasMessageStartingWith("is incomplete");
  }

  @Test
  void readMap_rejects_other_values() throws IOException {
    try (JsonParser parser = JSON.createParser("[]")) {
      parser.nextToken();
      assertThatThrownBy(() -> JsonValues.readMap(parser, 1))
          .isInstanceOf(JsonValues.InvalidValueException.class)
          .hasMessageStartingWith("must be an object");
    }
  }
}
