package io.tidings.event.webhooks.internal.http;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Secrets of a request in the writings in which a receiver may return them. */
class SecretMaskTest {

  private static final String SECRET = "whsec+/9aZ-0123456789_bcdef";
  private static final String PASSWORD = "pa/ss:w0rd+for_the-hook";
  private static final String PROOF =
      RequestSignature.sign(SECRET, Instant.EPOCH, "{}".getBytes(UTF_8));
  private static final String HEX = PROOF.substring(PROOF.indexOf("v1=") + 3);
  private static final String URL =
      "https://hooks.example.com/x?id=17&key=query%2Fse%C3%A7ret-value&code=Zx9+81kQwe";
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString(("alice:" + PASSWORD).getBytes(UTF_8));
  private static final SecretMask MASK =
      SecretMask.of(SECRET, PROOF, URL, List.of(BASIC, "header-Secret/3141"));

  private static final Map<String, String> SECRETS =
      Map.of(
          "secret",
          SECRET,
          "signature",
          HEX,
          "query value",
          "query%2Fse%C3%A7ret-value",
          "other query value",
          "Zx9+81kQwe",
          "credentials",
          "alice:" + PASSWORD,
          "password",
          PASSWORD,
          "header",
          "header-Secret/3141");

  private static Map<String, UnaryOperator<String>> writings() {
    Map<String, UnaryOperator<String>> writings = new LinkedHashMap<>();
    writings.put("plain", text -> text);
    writings.put("upper case", text -> text.toUpperCase(Locale.ROOT));
    writings.put("lower case", text -> text.toLowerCase(Locale.ROOT));
    writings.put("prefix", text -> "sha256=" + text);
    writings.put("escaped solidus", text -> text.replace("/", "\\/"));
    writings.put("unicode escapes", text -> each(text, "\\u%04x"));
    writings.put("unicode escapes twice", text -> each(text, "\\\\u%04X"));
    writings.put("braced escapes", text -> each(text, "\\u{%x}"));
    writings.put("hexadecimal escapes", text -> each(text, "\\x%02X"));
    writings.put("octal escapes", text -> each(text, "\\%03o"));
    writings.put("percent-encoded", text -> each(text, "%%%02X"));
    writings.put("percent-encoded twice", text -> each(text, "%%25%02x"));
    writings.put("percent-encoded with u", text -> each(text, "%%u%04X"));
    writings.put("form-encoded", text -> URLEncoder.encode(text, UTF_8));
    writings.put("decimal entities", text -> each(text, "&#%d;"));
    writings.put("hexadecimal entities", text -> each(text, "&#x%X;"));
    writings.put("padded entities", text -> each(text, "&#000%d"));
    writings.put("escaped entities", text -> each(text, "&amp;#%d;"));
    writings.put("named entities", text -> text.replace("/", "&sol;").replace("+", "&plus;"));
    writings.put("quoted-printable", text -> each(text, "=%02X"));
    writings.put("soft line breaks", text -> wrapped(text, "=\r\n"));
    writings.put("base64", text -> base64(text));
    writings.put("base64 without padding", text -> base64(text).replace("=", ""));
    writings.put("base64 for URLs", text -> url64(text));
    writings.put("base64 within a text", text -> base64("{\"user\":\"" + text + "\"}"));
    writings.put("base64 within another", text -> base64("x:" + text + ":yz"));
    writings.put("base64 over lines", text -> wrapped(base64(text), "\r\n"));
    writings.put("base64 escaped", text -> each(base64(text), "\\u%04x"));
    writings.put("hexadecimal", text -> HexFormat.of().formatHex(text.getBytes(UTF_8)));
    writings.put(
        "hexadecimal pairs", text -> HexFormat.ofDelimiter(":").formatHex(text.getBytes(UTF_8)));
    writings.put("reversed", text -> new StringBuilder(text).reverse().toString());
    writings.put("list of bytes", text -> Arrays.toString(text.getBytes(UTF_8)));
    writings.put(
        "prefixed bytes",
        text -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(text.getBytes(UTF_8)));
    writings.put("tags", text -> wrapped(text, "<br/>"));
    writings.put("marked part", text -> text.replaceFirst("(.{5})", "<b class=\"x\">$1</b>"));
    writings.put("lines", text -> wrapped(text, "\n"));
    writings.put("indented lines", text -> wrapped(text, "\r\n\t  "));
    writings.put("escaped lines", text -> wrapped(text, "\\n"));
    writings.put("percent-encoded over lines", text -> wrapped(each(text, "%%%02X"), "\r\n"));
    writings.put("unicode escapes over lines", text -> wrapped(each(text, "\\u%04x"), "\n"));
    writings.put("hidden characters", text -> wrapped(text, "\u200b\u00ad"));
    writings.put("other punctuation", text -> text.replaceAll("[^A-Za-z0-9]", "."));
    writings.put("UTF-16", text -> new String(text.getBytes(UTF_16BE), UTF_8));
    writings.put("fullwidth", text -> wide(text));
    writings.put("first part", text -> text.substring(0, Math.min(text.length(), 14)));
    return writings;
  }

  private static String each(String text, String format) {
    return text.chars().mapToObj(c -> String.format(format, c)).collect(Collectors.joining());
  }

  private static String wrapped(String text, String end) {
    return IntStream.range(0, text.length())
        .mapToObj(i -> text.charAt(i) + (i % 5 == 4 ? end : ""))
        .collect(Collectors.joining());
  }

  private static String wide(String text) {
    return text.chars()
        .mapToObj(c -> String.valueOf((char) (c - '!' + '\uff01')))
        .collect(Collectors.joining());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String url64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Contract("WEB-12")
  @TestFactory
  Stream<DynamicTest> secret_in_any_writing_is_masked() {
    return SECRETS.entrySet().stream()
        .flatMap(
            secret ->
                writings().entrySet().stream()
                    .map(
                        writing ->
                            DynamicTest.dynamicTest(
                                secret.getKey() + ", " + writing.getKey(),
                                () -> assertMasked(writing.getValue().apply(secret.getValue())))));
  }

  private static void assertMasked(String written) {
    for (String around : List.of("", " ", "\"", "x")) {
      String masked = MASK.apply("qzq " + around + written + around + " qzq");

      assertThat(masked).startsWith("qzq ").endsWith(" qzq").contains(SecretMask.MASK);
      assertThat(longestPart(written, masked)).as(masked).isLessThan(MAX_LEFT);
    }
  }

  /** Parts that stay: what surrounds a secret in base64, and repeated characters of escapes. */
  private static final int MAX_LEFT = 16;

  /** Returns the length of the longest text that both contain. */
  private static int longestPart(String one, String other) {
    int longest = 0;
    for (int from = 0; from < one.length(); from++) {
      while (from + longest < one.length()
          && other.contains(one.substring(from, from + longest + 1))) {
        longest++;
      }
    }
    return longest;
  }

  @Contract("WEB-12")
  @TestFactory
  Stream<DynamicTest> clean_text_is_unchanged() {
    return Stream.of(
            "ok",
            "{\"status\":\"accepted\",\"id\":17,\"path\":\"a\\/b\",\"name\":\"Gr\\u00fc\\u00dfe\"}",
            "<html><body>Not found &amp; gone: /hooks/x?id=17</body></html>",
            "50 % of 100%, 0xCAFE, C:\\temp\\new, a=b",
            "t=1767225600 v1 sha256= Basic Bearer alice",
            "dGhpcyBpcyBvbmx5IGEgdGV4dA==")
        .map(
            text ->
                DynamicTest.dynamicTest(text, () -> assertThat(MASK.apply(text)).isEqualTo(text)));
  }

  @Contract("WEB-12")
  @Test
  void proof_is_masked_as_a_whole() {
    assertThat(MASK.apply("got " + PROOF + ".")).isEqualTo("got [redacted].");
  }

  @Contract("WEB-12")
  @Test
  void short_values_are_masked_from_four_characters_on() {
    SecretMask mask = SecretMask.of(SECRET, PROOF, "https://a.example?a=abc&b=wxyz", List.of());

    assertThat(mask.apply("abc wxyz %77xyz \\u0077xyz WXYZ"))
        .isEqualTo("abc [redacted] [redacted] [redacted] [redacted]");
  }

  @Contract("WEB-14")
  @Test
  void masked_text_is_cut_at_its_limit() {
    assertThat(MASK.apply("x".repeat(100_000))).hasSize(SecretMask.MAX_RECORDED);
    assertThat(MASK.apply("a\u0000b\ud800")).isEqualTo("a\ufffdb?");
  }

  /** The largest subscription and texts made to match everywhere or to backtrack. */
  @Contract("WEB-12")
  @Test
  void hostile_text_and_secrets_are_masked_in_two_seconds() {
    List<String> values = IntStream.range(0, 32).mapToObj(i -> "a".repeat(1_990) + i).toList();
    SecretMask mask = SecretMask.of("a".repeat(256), PROOF, URL + "&" + "a".repeat(1_900), values);
    long begin = System.nanoTime();
    for (String text :
        List.of(
            "a".repeat(8_192),
            "\\".repeat(8_192),
            "&#".repeat(4_096),
            "<a".repeat(4_096),
            "&#0".repeat(2_730),
            "%25".repeat(2_730),
            "=\r".repeat(4_096))) {
      assertThat(mask.apply(text)).isNotNull();
    }
    assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
  }
}
