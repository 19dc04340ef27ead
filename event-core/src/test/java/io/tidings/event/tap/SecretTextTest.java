package io.tidings.event.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Secrets inside texts. */
class SecretTextTest {

  private static String redacted(String text) {
    return Redactor.standard().redactText(text);
  }

  @TestFactory
  @Contract("RED-02")
  List<DynamicTest> texts() {
    return Map.ofEntries(
            Map.entry("password=hunter2", "password=[redacted]"),
            Map.entry("a password = hunter2, user=bob", "a password = [redacted], user=bob"),
            Map.entry(
                "login failed: password: hunter2 for bob",
                "login failed: password: [redacted] for bob"),
            Map.entry("dbPassword:hunter2;url=x", "dbPassword:[redacted];url=x"),
            Map.entry(
                "{\"password\":\"hun\\\"ter2\",\"n\":1}", "{\"password\":\"[redacted]\",\"n\":1}"),
            Map.entry("{\"password\" : 12345}", "{\"password\" : [redacted]}"),
            Map.entry("{user=bob, password=hunter2}", "{user=bob, password=[redacted]}"),
            Map.entry("{password=hunter2, user=bob}", "{password=[redacted], user=bob}"),
            Map.entry("'api_key' => 'abc def'", "'api_key' => '[redacted]'"),
            Map.entry("{\\\"token\\\":\\\"a\\\\\\\"b\\\"}", "{\\\"token\\\":\\\"[redacted]\\\"}"),
            Map.entry("GET /x?access_token=abc&page=2", "GET /x?access_token=[redacted]&page=2"),
            Map.entry("see https://h/?token=abc.", "see https://h/?token=[redacted]."),
            Map.entry("Authorization: Bearer abc.def-ghi", "Authorization: [redacted]"),
            Map.entry(
                "Authorization: Digest username=\"u\", response=\"r\"\nHost: h",
                "Authorization: [redacted]\nHost: h"),
            Map.entry(
                "curl -H 'Authorization: Basic dTpw' https://h",
                "curl -H 'Authorization: [redacted]' https://h"),
            Map.entry("Cookie: a=b; c=d\r\nHost: h", "Cookie: [redacted]\r\nHost: h"),
            Map.entry("sent Bearer abc.def to h", "sent Bearer [redacted] to h"),
            Map.entry("bearer\tabc", "bearer\t[redacted]"),
            Map.entry("BEARER \"abc\" x", "BEARER \"[redacted]\" x"),
            Map.entry("token: Bearer abc", "token: [redacted]"),
            Map.entry("token=Basic abc end", "token=[redacted] end"),
            Map.entry(
                "clone https://bob:hunter2@h/r failed", "clone https://[redacted]@h/r failed"),
            Map.entry("https://token@h", "https://[redacted]@h"),
            Map.entry("postgres://u:p/w@h:5432/db", "postgres://[redacted]@h:5432/db"),
            Map.entry("amqp://u:p@ss@h", "amqp://[redacted]@h"),
            Map.entry("API key: abc is wrong", "API key: [redacted] is wrong"),
            Map.entry("passphrase: correct horse battery", "passphrase: [redacted]"),
            Map.entry("private key: -----BEGIN\nabc\n-----END", "private key: [redacted]"),
            Map.entry("secrets: {a: {b: c}, d: e} end", "secrets: [redacted] end"),
            Map.entry("secrets: [a, b", "secrets: [redacted]"),
            Map.entry("password:\nhunter2", "password:\n[redacted]"),
            Map.entry("password=\"never closed", "password=\"[redacted]"),
            Map.entry("params[password]=hunter2", "params[password]=[redacted]"),
            Map.entry("password:=hunter2", "password:=[redacted]"),
            Map.entry("password=a,b;c&d x", "password=[redacted] x"),
            Map.entry("password=)", "password=[redacted]"),
            Map.entry("token=\"abc\" token='def'", "token=\"[redacted]\" token='[redacted]'"),
            Map.entry("token_a=1,token_b=x", "token_a=[redacted],token_b=[redacted]"))
        .entrySet()
        .stream()
        .map(
            text ->
                DynamicTest.dynamicTest(
                    text.getKey(),
                    () -> {
                      assertThat(redacted(text.getKey())).isEqualTo(text.getValue());
                      assertThat(redacted(text.getValue())).isSameAs(text.getValue());
                    }))
        .toList();
  }

  @TestFactory
  @Contract({"RED-02", "RED-03", "RED-05"})
  List<DynamicTest> clean_texts_stay_the_same_object() {
    return List.of(
            " ",
            "nothing here",
            "at 12:30: done",
            "https://example.org:8080/a?b=c#d=e",
            "https://unpkg.com/react@18.2.0",
            "mail bob@example.org: ok",
            "max tokens: 4096 exceeded",
            "{\"prompt_tokens\":17,\"completion_tokens\":[1,2]}",
            "token count: 12",
            "token_limit=8000",
            "tokens_used=7",
            "password reset: done",
            "InvalidTokenException: user 7 is unknown",
            "java.lang.SecurityException: no",
            "Token error: gone",
            "Unrecognized token 'foo': was expecting null",
            "password=",
            "password: ",
            "the bearer",
            "forbearer x",
            "a // b: c",
            "key: value",
            "=:=:=",
            "line 3: x = y; z = 4")
        .stream()
        .map(
            text ->
                DynamicTest.dynamicTest(
                    "<" + text + ">", () -> assertThat(redacted(text)).isSameAs(text)))
        .toList();
  }

  @Test
  @Contract("RED-06")
  @Timeout(30)
  void the_time_grows_with_the_text_and_no_faster() {
    int length = 1 << 20;
    for (String part :
        List.of(
            "=",
            ":",
            "a=",
            "//",
            "//a:b",
            "//a:b/",
            "http://a:b/@",
            "@",
            "password",
            "password=",
            "password=\"",
            "password={",
            "tokens:1,",
            "token:\\\"",
            "\\",
            "\"",
            "bearer",
            "bearer ",
            " =",
            "a b:",
            "api key:",
            "authorization",
            "cookie: 'a",
            "a,b=c;",
            "password=a,b")) {
      String text = part.repeat(length / part.length());

      assertThat(redacted(text)).as(part).isNotEmpty();
      assertThat(redacted("password=x " + text)).startsWith("password=[redacted]");
    }
  }
}
