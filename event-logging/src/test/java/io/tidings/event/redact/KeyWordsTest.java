package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of secrets in every form of composition. */
class KeyWordsTest {

  private static Sensitivity of(String name) {
    return KeyWords.of(name).sensitivity();
  }

  @Test
  @Contract("RED-01")
  void every_word_for_a_secret_is_known_in_every_form() {
    for (String secret :
        List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "api_key",
            "authorization",
            "cookie",
            "credential",
            "private_key",
            "signing_key",
            "encryption_key",
            "auth_key",
            "pass",
            "pwd",
            "jwt",
            "session_cookie")) {
      for (String form : forms(secret)) {
        assertThat(of(form)).as(form).isNotEqualTo(Sensitivity.NONE);
      }
    }
  }

  @Test
  @Contract("RED-01")
  void short_words_for_a_secret_are_known_as_whole_words() {
    for (String name : List.of("auth", "sig", "basic_auth", "X-Auth", "urlSig", "AUTH", "auths")) {
      assertThat(of(name)).as(name).isEqualTo(Sensitivity.STRING);
    }
  }

  private static List<String> forms(String snake) {
    String upper = snake.toUpperCase(Locale.ROOT);
    String pascal = pascal(snake);
    String run = snake.replace("_", "");
    return List.of(
        snake,
        upper,
        snake.replace('_', '-'),
        snake.replace('_', '.'),
        snake.replace('_', ' '),
        run,
        pascal,
        Character.toLowerCase(pascal.charAt(0)) + pascal.substring(1),
        "db_" + snake,
        "AWS_" + upper,
        "X-" + pascal,
        "spring.datasource." + snake,
        "my" + pascal,
        "HTTP" + pascal,
        "user" + run,
        snake + "_hash",
        snake + "Value",
        snake + "2",
        snake + "_2",
        snake + "[0]",
        snake + "s");
  }

  private static String pascal(String snake) {
    StringBuilder pascal = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < snake.length(); i++) {
      char c = snake.charAt(i);
      if (c != '_') {
        pascal.append(first ? Character.toUpperCase(c) : c);
      }
      first = c == '_';
    }
    return pascal.toString();
  }

  @Test
  @Contract("RED-01")
  void words_put_together_otherwise_are_found_too() {
    for (String name :
        List.of(
            "passWord",
            "pass_phrase",
            "APIKey",
            "apiKEY",
            "userAPIKeyV2",
            "oauth2Token",
            "access_token",
            "refreshToken",
            "clientSecret",
            "aws_secret_access_key",
            "Proxy-Authorization",
            "Set-Cookie",
            "pass\u200bword",
            "PASSWORD",
            "ssh_private_key_path",
            "secretkey",
            "authtoken")) {
      assertThat(of(name)).as(name).isNotEqualTo(Sensitivity.NONE);
    }
  }

  @Test
  @Contract("RED-03")
  void a_name_whose_last_word_measures_something_is_no_secret() {
    for (String measure : List.of("count", "budget", "limit", "size", "used")) {
      for (String name :
          List.of(
              "token_" + measure, "tokens-" + measure, "password." + measure, "TOKEN_" + measure)) {
        assertThat(of(name)).as(name).isEqualTo(Sensitivity.NONE);
      }
    }
    assertThat(of("tokenCount")).isEqualTo(Sensitivity.NONE);
    assertThat(of("maxTokenBudget")).isEqualTo(Sensitivity.NONE);
    assertThat(of("count_token")).isEqualTo(Sensitivity.TOKEN);
  }

  @Test
  @Contract("RED-03")
  void words_that_only_look_alike_are_no_secrets() {
    for (String name :
        List.of(
            "",
            "...",
            "secretary",
            "secretariat",
            "tokenizer",
            "tokenized_text",
            "authorized_by",
            "key",
            "keyboard",
            "private",
            "map_key",
            "passenger",
            "compass",
            "bypass",
            "authors",
            "idempotency_key",
            "partition_key",
            "signal",
            "session_id",
            "author",
            "api",
            "monkey",
            "message",
            "ring_map")) {
      assertThat(of(name)).as(name).isEqualTo(Sensitivity.NONE);
    }
  }

  @Test
  void the_one_that_hides_more_wins() {
    assertThat(of("token")).isEqualTo(Sensitivity.TOKEN);
    assertThat(of("secret_token")).isEqualTo(Sensitivity.VALUE);
    assertThat(of("authorization_token")).isEqualTo(Sensitivity.LINE);
    assertThat(of("private_key_password")).isEqualTo(Sensitivity.VALUE);
    assertThat(of("auth_token")).isEqualTo(Sensitivity.TOKEN);
    assertThat(Map.of(KeyWords.of("a_b"), 1)).containsKey(KeyWords.of("aB"));
    assertThat(KeyWords.of("a")).isNotEqualTo("a");
  }

  @Test
  @Contract("RED-01")
  void the_locale_has_no_say() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(of("API_KEY")).isEqualTo(Sensitivity.VALUE);
      assertThat(of("AUTHORIZATION")).isEqualTo(Sensitivity.LINE);
      assertThat(of("TOKEN_LIMIT")).isEqualTo(Sensitivity.NONE);
      assertThat(Redactor.standard().redactText("AUTHORIZATION: BASIC abc")).doesNotContain("abc");
      assertThat(Redactor.standard().redactText("TOKEN: DIGEST abc")).doesNotContain("abc");
    } finally {
      Locale.setDefault(before);
    }
  }
}
