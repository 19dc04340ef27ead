package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Generated tokens of every shape in the table, alone and in the forms of programs. */
class TokenShapesTest {

  private static final long SEED = 20_261_130L;
  private static final int TRIES = 5;

  /** Forms of a named value, in which {@code {n}} is the name and {@code {s}} the value. */
  private static final List<String> FORMS =
      List.of(
          "{n}Token=\"{s}\"",
          "{n}Token = {s}",
          "{\n    \"{n}_token\": \"{s}\"\n}",
          "{\\\"{n}_token\\\": \\\"{s}\\\"}",
          "{\n  \"name\": \"{n}_token\",\n  \"value\": \"{s}\"\n}",
          "{\"config.ini\": \"{n}_TOKEN={s}\\nBACKUP_ENABLED=true\"}",
          "<{n}Token>{s}</{n}Token>",
          "<{n}Token>\n    {s}\n</{n}Token>",
          "<entry name=\"{n}Token\" value=\"{s}\" />",
          "<entry>\n  <name=\"{n}Token\" />\n  <value=\"{s}\" />\n</entry>",
          "{n}_token: '{s}'",
          "{n}_token: |\n  {s}",
          "{n}_token: >\n  {s}",
          "var {n}Token string = \"{s}\"",
          "{n}Token := `{s}`",
          "config.put(\"a\", \"x required username=\\\"J\\\" {n}Token=\\\"{s}\\\"\")",
          "var {n}Token: string = \"{s}\"",
          "${n}Token .= \"{s}\"",
          "${n}Token ??= \"{s}\"",
          "https://{n}:{s}@example.com/",
          "https://example.com?{n}Token={s}&fooBar=baz",
          "//{s} is the password",
          "/*{s} is the password",
          "#{s} is the password",
          ";{s} is the password",
          "{n}Token,{s},",
          "System.setProperty(\"{n}_TOKEN\", \"{s}\")",
          "environment = {PATH=/usr/bin, {n}_PASSWORD={s}, LC_CTYPE=en_CA.UTF-8},",
          "  \"{n}Token\" => \"{s}\"",
          "{n}_TOKEN :::= \"{s}\"",
          "{n}_TOKEN ?= \"{s}\"",
          "{n}_TOKEN += \"{s}\"");

  private final Random random = new Random(SEED);

  private static String redacted(String text) {
    return Redactor.standard().redactText(text);
  }

  private String token(TokenShape shape) {
    String token;
    do {
      StringBuilder builder = new StringBuilder();
      for (TokenShape.Part part : shape.parts()) {
        builder.append(part.text() == null ? run(part.run(), part.least()) : part.text());
      }
      token = builder.toString();
    } while (TokenShapes.standard().end(token, 0, new CharRun.Ends(token)) < token.length());
    return token;
  }

  private String run(CharRun run, int length) {
    StringBuilder builder = new StringBuilder(length);
    while (builder.length() < length) {
      char c = (char) random.nextInt(128);
      if (run.contains(c) && TextChars.isAlphanumeric(c)) {
        builder.append(c);
      }
    }
    return builder.toString();
  }

  @Test
  @Contract("RED-07")
  void token_of_every_shape_is_masked_without_a_name() {
    List<String> shown = new ArrayList<>();
    for (TokenShape shape : TokenShapes.standard().all()) {
      for (int i = 0; i < TRIES; i++) {
        String token = token(shape);
        for (String text :
            List.of(
                "%s", "cannot reach it with %s, giving up", "|%s|", "\\n%s", "\"%s\"", "a: %s.")) {
          String redacted = redacted(text.formatted(token));
          if (!redacted.equals(text.formatted(Redactor.MASK))) {
            shown.add(shape.name() + ": " + text.formatted(token) + " -> " + redacted);
          }
        }
      }
    }

    assertThat(shown).as("seed " + SEED).isEmpty();
  }

  /** Ids are not searched for tokens. */
  @Test
  @Contract("RED-07")
  void no_shape_is_that_of_an_id() {
    for (int i = 0; i < 1_000; i++) {
      String ulid = random.nextInt(8) + run(CharRun.UPPER, 25);
      String uuid =
          String.join(
              "-",
              run(CharRun.HEX, 8),
              run(CharRun.HEX, 4),
              run(CharRun.HEX, 4),
              run(CharRun.HEX, 4),
              run(CharRun.HEX, 12));
      for (String id : List.of(ulid, uuid)) {
        assertThat(TokenShapes.standard().end(id, 0, new CharRun.Ends(id))).as(id).isNegative();
        assertThat(TokenWords.redacted(id)).isEqualTo(id);
        assertThat(redacted(id)).isSameAs(id);
      }
    }
  }

  @Test
  @Contract({"RED-02", "RED-07"})
  void named_token_is_masked_in_the_forms_of_programs() {
    List<String> shown = new ArrayList<>();
    int samples = 0;
    List<String> values = new ArrayList<>();
    TokenShapes.standard().all().forEach(shape -> values.add(token(shape)));
    for (CharRun run : List.of(CharRun.LOWER_HEX, CharRun.LOWER, CharRun.ALPHANUMERIC)) {
      List.of(16, 20, 24, 32, 40, 64).forEach(length -> values.add(run(run, length - 2) + "a7"));
    }
    for (String value : values) {
      for (String form : FORMS) {
        String text = form.replace("{n}", "adafruit").replace("{s}", value);
        samples++;
        if (redacted(text).contains(value)) {
          shown.add(text + " -> " + redacted(text));
        }
      }
    }
    System.out.printf(
        "tokens: %d of %d named samples shown, seed %d%n", shown.size(), samples, SEED);

    assertThat(shown).isEmpty();
  }

  @Test
  @Contract({"RED-03", "RED-07"})
  void words_like_a_prefix_are_no_tokens() {
    for (String text :
        List.of(
            "sk-some-kebab-case-name-of-a-component",
            "github_pat_is_the_prefix_of_a_fine_grained_token",
            "glpat-xxxxxxxxxxxxxxxxxxxx",
            "AKIAXXXXXXXXXXXXXXXX",
            "api-gateway-of-the-eastern-region-cluster",
            "hf_internal_testing_tiny_random_model",
            "eyJ is how a token starts",
            "test_redactor_masks_every_secret_in_the_text",
            "01JBQ4Z7Y8M3N5P6R7S8T9V0WX",
            "550e8400-e29b-41d4-a716-446655440000",
            "9fceb02d0ae598e95dc970b74767f19372d61af8",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")) {
      assertThat(redacted(text)).isSameAs(text);
    }
    assertThat(redacted("api_key_used: 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"))
        .isEqualTo("api_key_used: [redacted]");
  }
}
