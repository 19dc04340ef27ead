package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two secrets in one text, in every combination of key, separator, quote and delimiter. The build
 * tries a sample; {@code -Dredact.pairs=all} tries all.
 */
class SecretPairsTest {

  private static final int SAMPLE = 20_000;
  private static final long SEED = 20_261_130L;

  private static final List<String> KEYS =
      List.of(
          "password",
          "token",
          "api_key",
          "X-Api-Key",
          "secret",
          "Cookie",
          "Authorization",
          "pwd",
          "client_secret",
          "credentials",
          "PRIVATE_KEY",
          "dbPassword",
          "jwt",
          "passphrase");

  private static final List<String> SEPARATORS =
      List.of("=", ":", ": ", " = ", ":=", "=>", " => ", "%3D", "+=", "==");

  private static final List<String> QUOTES = List.of("", "\"", "'", "`", "\\\"", "&quot;");

  private static final List<String> DELIMITERS =
      List.of(
          "|",
          ";",
          ",",
          "&",
          " ",
          ", ",
          "; ",
          " | ",
          "/",
          "\n",
          "\r\n",
          "\t",
          "\\n",
          "\\r\\n",
          "\\t",
          "#",
          "!",
          "~",
          "^",
          "*",
          "+",
          "@",
          "?",
          "<",
          ">",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          "`",
          "%26",
          "\u00a0",
          "\u2028",
          "--",
          "\\",
          "\u001b[0m",
          "},{",
          "\",\"",
          "\u3001");

  private record Pair(String key, String separator, String quote, String delimiter, String second) {

    String text() {
      return key
          + separator
          + quote
          + "Fir5tValue"
          + quote
          + delimiter
          + second
          + separator
          + quote
          + "S3condValue"
          + quote;
    }
  }

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String key : KEYS) {
      for (String separator : SEPARATORS) {
        for (String quote : QUOTES) {
          for (String delimiter : DELIMITERS) {
            KEYS.forEach(second -> pairs.add(new Pair(key, separator, quote, delimiter, second)));
          }
        }
      }
    }
    return pairs;
  }

  private static List<Pair> sample() {
    List<Pair> all = pairs();
    if (System.getProperty("redact.pairs", "").equals("all")) {
      return all;
    }
    Random random = new Random(SEED);
    return random.ints(SAMPLE, 0, all.size()).mapToObj(all::get).toList();
  }

  @Test
  @Contract("RED-02")
  void second_secret_is_masked_whatever_is_between() {
    List<String> shown = new ArrayList<>();
    for (Pair pair : sample()) {
      String redacted = Redactor.standard().redactText(pair.text());
      if (redacted.contains("Fir5t") || redacted.contains("S3cond")) {
        shown.add(pair.text() + " -> " + redacted);
      }
    }

    assertThat(shown).as("seed " + SEED).isEmpty();
  }

  @Test
  @Contract("RED-02")
  void secrets_inside_and_after_a_value_are_masked() {
    assertThat(Redactor.standard().redactText("password=abc|token: hunter2"))
        .isEqualTo("password=[redacted]|token: [redacted]");
    assertThat(
            Redactor.standard()
                .redactText("{\"headers\":\"X-Api-Key: k1\\r\\nAuthorization: Basic QQ==\"}"))
        .isEqualTo("{\"headers\":\"X-Api-Key: [redacted]\\r\\nAuthorization: [redacted]\"}");
    assertThat(Redactor.standard().redactText("password='abc token='x y'"))
        .doesNotContain("abc", "x y");
  }
}
