package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
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
            Map.entry(
                "jdbc:sqlserver://db:1433;user=sa;password=hunter2;encrypt=true",
                "jdbc:sqlserver://db:1433;user=sa;password=[redacted];encrypt=true"),
            Map.entry(
                "jdbc:sqlserver://db;user=sa;password=p@ss",
                "jdbc:sqlserver://db;user=sa;password=[redacted]"),
            Map.entry(
                "jdbc:sqlserver://db:${port};password=p@ss;encrypt=true",
                "jdbc:sqlserver://[redacted];encrypt=true"),
            Map.entry(
                "jdbc:mysql://address=(host=h)(password=p@ss)(user=sa)/db",
                "jdbc:mysql://[redacted]"),
            Map.entry(
                "jdbc:mysql://(host=h,user=sa,password=hunter2)/db",
                "jdbc:mysql://(host=h,user=sa,password=[redacted]"),
            Map.entry("//password=hunter2", "//password=[redacted]"),
            Map.entry("//password=hunter@2", "//[redacted]"),
            Map.entry("//password:hunter2", "//password:[redacted]"),
            Map.entry("//password:12345", "//password:[redacted]"),
            Map.entry("http://h,apiKey=abc", "http://h,apiKey=[redacted]"),
            Map.entry("https://bob:hunter2&token=x@h/r end", "https://[redacted] end"),
            Map.entry("https://us,er:pa;ss@h1,h2/r", "https://[redacted]@h1,h2/r"),
            Map.entry("https://bob:pa;ss=word@h/r", "https://[redacted]"),
            Map.entry("password={noop}hunter2", "password=[redacted]"),
            Map.entry(
                "password={bcrypt}$2a$10$abc/def.ghi, user=bob", "password=[redacted], user=bob"),
            Map.entry("userPassword: {SSHA}abc==\nmail: x", "userPassword: [redacted]\nmail: x"),
            Map.entry("password=(a)bc", "password=[redacted]"),
            Map.entry("password={a}[b c]d e", "password=[redacted] e"),
            Map.entry("{\"secrets\":{\"a\":1},\"n\":2}", "{\"secrets\":[redacted],\"n\":2}"),
            Map.entry(
                "{\\\"secrets\\\":{\\\"a\\\":1},\\\"n\\\":2}",
                "{\\\"secrets\\\":[redacted],\\\"n\\\":2}"),
            Map.entry("{\"a\":{\"secrets\":{\"x\":1}}}", "{\"a\":{\"secrets\":[redacted]}}"),
            Map.entry("password=\"\"\"hunter2\"\"\"", "password=\"[redacted]\""),
            Map.entry("password: 'it''s' x", "password: '[redacted]' x"),
            Map.entry("password='it'\\''s'", "password='[redacted]'"),
            Map.entry("password='it'\"'\"'s' x", "password='[redacted]' x"),
            Map.entry("password=\"abc\"def\"g h\".i x", "password=[redacted] x"),
            Map.entry(
                "password=\\\"\\\"\\\"hunter2\\\"\\\"\\\" x", "password=\\\"[redacted]\\\" x"),
            Map.entry(
                "{\"note\":\"password='abc'\",\"n\":1}",
                "{\"note\":\"password='[redacted]'\",\"n\":1}"),
            Map.entry(
                "{\"note\":\"password=\\\"abc\\\"\",\"n\":1}",
                "{\"note\":\"password=\\\"[redacted]\\\"\",\"n\":1}"),
            Map.entry("password='abc'\\nuser='b c'", "password='[redacted]'\\nuser='b c'"),
            Map.entry("<x password=\"abc\"/>", "<x password=\"[redacted]\"/>"),
            Map.entry("the password: \"abc\". So", "the password: \"[redacted]\". So"),
            Map.entry("redis://:pa/ss@h", "redis://[redacted]@h"),
            Map.entry("redis://:hunter2@h", "redis://[redacted]@h"),
            Map.entry("https://bob:#hunter2@h", "https://[redacted]@h"),
            Map.entry("https://bob:/hunter2@h", "https://[redacted]@h"),
            Map.entry("https://bob:?hunter2@h", "https://[redacted]@h"),
            Map.entry("https://bob:ab:12/x@h", "https://[redacted]@h"),
            Map.entry("https://bob:1234567/x@h", "https://[redacted]@h"),
            Map.entry("https:\\/\\/bob:hunter2@h\\/r", "https:\\/\\/[redacted]@h\\/r"),
            Map.entry("https:\\/\\/bob:hun\\/ter2@h", "https:\\/\\/[redacted]@h"),
            Map.entry("https://bob:hunter2@[::1]:80/r", "https://[redacted]@[::1]:80/r"),
            Map.entry(
                "jdbc:oracle:thin:scott/tiger@h:1521:x", "jdbc:oracle:thin:[redacted]@h:1521:x"),
            Map.entry(
                "jdbc:oracle:oci8:scott/\"t@ger\"@//h:1521/x",
                "jdbc:oracle:oci8:[redacted]@//h:1521/x"),
            Map.entry(
                "jdbc:oracle:thin:@h:1521:x?password=p@ss",
                "jdbc:oracle:thin:@h:1521:x?password=[redacted]"),
            Map.entry(
                "jdbc:oracle:thin:scott/tiger@h?password=p@ss x", "jdbc:oracle:thin:[redacted] x"),
            Map.entry("tokens[0]=abc", "tokens[0]=[redacted]"),
            Map.entry("password[]=x&n=1", "password[]=[redacted]&n=1"),
            Map.entry("password[0]['a'] = x", "password[0]['a'] = [redacted]"),
            Map.entry(
                "{\"completion_tokens_details\":{\"x\":\"abc\"},\"n\":1}",
                "{\"completion_tokens_details\":[redacted],\"n\":1}"),
            Map.entry(
                "{\"tokens_details\":{\"password\":123,\"n\":1}}",
                "{\"tokens_details\":{\"password\":[redacted],\"n\":1}}"),
            Map.entry("tokens=abc:123", "tokens=[redacted]"),
            Map.entry("token=4096", "token=[redacted]"),
            Map.entry("\"password='abc'def\" x", "\"password=[redacted]\" x"),
            Map.entry("Bearer \"a\"'b' x", "Bearer [redacted]' x"),
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
            "http://[::1]/@scope/pkg",
            "http://[::1]:8080/@scope/pkg",
            "https://h:8080/@scope/pkg",
            "https:\\/\\/h:8080\\/@scope",
            "http://token-service:8080/x",
            "https://secret.example.com:443/x",
            "mongodb://h1:27017,h2:27017/db",
            "jdbc:sqlserver://db:1433;user=sa;encrypt=true",
            "jdbc:oracle:thin:@h:1521:x",
            "jdbc:oracle:thin",
            "{\"usage\":{\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio\":null},\"n\":\"x\"}}",
            "{\"max_tokens\":1.0E9}",
            "max_tokens=1.5e-9",
            "tokens_left: 17",
            "Token[id=5, name=x]",
            "tokens[0]=5",
            "list[0]=x",
            "file:///etc/x:y",
            "password \"abc\": \"abc\". So",
            "password is: \"abc\". So",
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
  @Contract("RED-02")
  void long_texts_are_looked_through_as_short_ones_are() {
    String filling = "x".repeat(100) + " ";
    for (String secret : List.of("password=abc", "api key: abc", "Bearer abc", "BEARER abc")) {
      assertThat(redacted(secret)).doesNotContain("abc").contains(Redactor.MASK);
      assertThat(redacted(filling + secret)).isEqualTo(filling + redacted(secret));
    }
    assertThat(redacted(filling)).isSameAs(filling);
  }

  @Test
  @Contract("RED-06")
  @Timeout(30)
  void the_time_grows_with_the_text_and_no_faster() {
    int length = Integer.getInteger("redact.length", 1 << 12);
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
            "//a;b=",
            "//[",
            "//a:b;c=@",
            "jdbc:oracle:",
            "jdbc:oracle:x:a@",
            "password=''",
            "password='\\''",
            "password=\"a\"b",
            "password={}",
            "tokens:{",
            "tokens:[1,",
            "a[0]",
            "[0]=",
            "password[0]",
            "\\/",
            "/\\",
            " a b c d:",
            "password='a'\\\\",
            "<password>",
            "<password></a>",
            "{name:password,value:",
            "-----BEGIN PRIVATE KEY-----",
            "password: |\n ",
            "password=<<EOF\n",
            "password=Some(\"",
            "password=[\"",
            "password: str = ",
            "password%3D",
            "&quot;password&quot;:&quot;",
            "sk-a1",
            "eyJa.",
            "-p ",
            "password is ",
            "password(\"",
            "cookie:\\\"",
            "http://a:b/@",
            "password=a,b")) {
      String text = part.repeat(length / part.length());

      assertThat(redacted(text)).as(part).isNotEmpty();
      assertThat(redacted("password=x " + text)).startsWith("password=[redacted]");
    }
  }
}
