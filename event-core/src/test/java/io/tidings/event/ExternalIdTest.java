package io.tidings.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

@Contract("SCO-12")
class ExternalIdTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "s-1,s-1",
        "s 2,s%202",
        "' ',%20",
        "100%,100%25",
        "%20,%2520",
        "a%~b,a%25~b",
        "a/b?c=d&e+f~g,a/b?c=d&e+f~g",
        "zoé,zo%C3%A9",
        "検索,%E6%A4%9C%E7%B4%A2",
        "\uD83D\uDE80,%F0%9F%9A%80",
        "\uD83D,%ED%A0%BD",
        "\uDE80x,%ED%BA%80x",
        "a\u0000b,a%00b",
        "'a\r\nb',a%0D%0Ab",
        "\u007F\u0085,%7F%C2%85",
        "\u202E,%E2%80%AE"
      })
  void text_is_percent_encoded(String text, String id) {
    assertThat(ExternalId.encode(text)).isEqualTo(id);
  }

  @ParameterizedTest
  @NullAndEmptySource
  void absent_text_has_no_id(String text) {
    assertThat(ExternalId.encode(text)).isNull();
  }

  @Test
  void every_visible_character_but_the_percent_sign_stays() {
    for (char c = '!'; c <= '~'; c++) {
      assertThat(ExternalId.encode("" + c)).isEqualTo(c == '%' ? "%25" : "" + c);
    }
  }

  @Test
  void longest_ids_are_not_shortened() {
    assertThat(ExternalId.encode("x".repeat(128))).isEqualTo("x".repeat(128));
    assertThat(ExternalId.encode("é".repeat(21) + "xx")).isEqualTo("%C3%A9".repeat(21) + "xx");
  }

  @Test
  void longer_ids_end_with_the_hash_of_the_text() {
    assertThat(ExternalId.encode("x".repeat(129)))
        .isEqualTo("x".repeat(62) + "%~" + sha256("x".repeat(129)));
    assertThat(ExternalId.encode("é".repeat(22)))
        .as("no escape is cut")
        .isEqualTo("%C3%A9".repeat(10) + "%~" + sha256("é".repeat(22)));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static Stream<String> hostile() {
    return Stream.of(
        "x".repeat(1 << 20),
        "\u0000".repeat(1 << 20),
        "\uD83D\uDE80".repeat(1 << 19),
        "\uD83D".repeat(1 << 20),
        "\uDE80".repeat(200),
        "%".repeat(43),
        "%~".repeat(64),
        " ".repeat(42),
        "'; DROP TABLE event; --",
        "../../etc/passwd\n",
        "\u001b[2J",
        "a".repeat(127) + "\uD83D\uDE80",
        "\uFEFF\uFFFE\uFFFF");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("hostile")
  void any_text_is_a_valid_id_wherever_ids_are_accepted(String text) {
    String id = requireNonNull(ExternalId.encode(text));

    assertThat(id).matches("[!-~]{1,128}").isEqualTo(ExternalId.encode(text));
    assertThatCode(
            () -> {
              DomainEvent.root(EventKind.of(id))
                  .id(id)
                  .correlationId(id)
                  .causationId(id)
                  .scope(new EventScope(id, id, id, id))
                  .planId(id)
                  .rootPlanId(id)
                  .sessionId(id)
                  .build();
              EventSelector.session(id).and(EventSelector.plan(id));
              EventSelector.planTree(id).and(EventSelector.correlation(id));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void different_texts_have_different_ids() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab%2~05 é検\uD83D\uDE80\u0000";
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(i % 10 == 0 ? 140 : 6);
      for (int k = 0; k < length; k++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String id = ExternalId.encode(text.toString());
      String other = texts.put(id, text.toString());
      assertThat(other == null || other.contentEquals(text))
          .as("seed %s, id %s", seed, id)
          .isTrue();
    }
  }

  @Test
  void id_that_is_not_shortened_decodes_to_its_text() {
    for (String text : List.of("s 2", "100%", "zoé", "検索", "\uD83D\uDE80", "a\u0000b", "a%~b")) {
      assertThat(URLDecoder.decode(ExternalId.encode(text), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  @Test
  void shortened_id_is_the_id_of_no_other_text() {
    String shortened = ExternalId.encode("x".repeat(1_000));

    assertThat(ExternalId.encode(shortened)).isNotEqualTo(shortened);
    Set<String> ids = new HashSet<>();
    for (int length = 120; length < 200; length++) {
      ids.add(ExternalId.encode("x".repeat(length)));
    }
    assertThat(ids).hasSize(80);
  }

  @Test
  void lenient_scope_accepts_any_text() {
    assertThat(EventScope.lenient("nasa", "houston 1", "", null))
        .isEqualTo(new EventScope("nasa", "houston%201", null, null));
    assertThat(EventScope.lenient(null, "", null, "")).isEqualTo(EventScope.none());
    hostile()
        .filter(text -> text.length() < 1_000)
        .forEach(
            text ->
                assertThat(EventScope.lenient(null, null, null, text).user())
                    .isEqualTo(ExternalId.encode(text)));
  }
}
