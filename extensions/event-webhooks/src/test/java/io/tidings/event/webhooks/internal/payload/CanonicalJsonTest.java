package io.tidings.event.webhooks.internal.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canonical JSON, written and read. */
class CanonicalJsonTest {

  @Contract("WEB-08")
  @Test
  void canonical_text_has_sorted_keys_and_no_spaces() throws Exception {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("z", List.of(true, 1.5, new BigInteger("9".repeat(30))));
    map.put("a", Map.of("é", 1, "b", "x\"\n\u0001"));
    map.put("n", null);

    assertThat(CanonicalJson.canonical(map, 1_000))
        .isEqualTo(
            "{\"a\":{\"b\":\"x\\\"\\n\\u0001\",\"é\":1},\"n\":null,\"z\":[true,1.5,"
                + "9".repeat(30)
                + "]}");
  }

  @Contract("WEB-08")
  @Test
  void unpaired_surrogate_becomes_a_question_mark() throws Exception {
    assertThat(CanonicalJson.canonical(List.of("a\ud800b", "😀"), 100))
        .isEqualTo("[\"a?b\",\"😀\"]");
  }

  @Test
  void canonical_text_is_read_back_unchanged() throws Exception {
    String text = "{\"a\":[1,-2.5,\"x\",true,false,null,{}],\"b\":123456789012345678901234567890}";

    assertThat(CanonicalJson.canonical(CanonicalJson.read(text), 1_000)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,]", "1 2", "{\"a\":1e999}", "]", "{\"a\" 1}", "{\"a\":1,\"a\":2}"})
  void ill_formed_text_is_rejected(String text) {
    assertThatThrownBy(() -> CanonicalJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("JSON ");
  }

  @Test
  void too_deep_text_is_rejected() {
    assertThatThrownBy(() -> CanonicalJson.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void value_outside_json_is_rejected() {
    assertThatThrownBy(() -> CanonicalJson.canonical(Instant.EPOCH, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
