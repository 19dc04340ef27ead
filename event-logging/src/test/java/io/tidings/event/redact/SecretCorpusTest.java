package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.tidings.event.testkit.contract.Contract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Figures over a corpus of fake secrets, in the forms of configuration, commands, logs and code,
 * and of clean texts. The threat model states them.
 */
class SecretCorpusTest {

  private static final Gson JSON = new Gson();

  private record Sample(
      boolean secret, String kind, boolean promised, String text, List<String> parts) {

    static Sample of(String line) {
      String[] columns = line.split("\t", -1);
      return new Sample(
          columns[0].equals("secret"),
          columns[1],
          columns[2].equals("P"),
          JSON.fromJson(columns[3], String.class),
          List.of(JSON.fromJson(columns[4], String[].class)));
    }
  }

  private static List<Sample> samples() throws IOException {
    InputStream corpus =
        Objects.requireNonNull(SecretCorpusTest.class.getResourceAsStream("secrets-corpus.txt"));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(corpus, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Sample::of).toList();
    }
  }

  @Test
  @Contract({"RED-01", "RED-02", "RED-07"})
  void corpus_shows_few_secrets_and_no_promised_one() throws IOException {
    List<String> promised = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    int parts = 0;
    for (Sample sample : samples()) {
      String redacted = Redactor.standard().redactText(sample.text());
      for (String part : sample.parts()) {
        parts++;
        if (redacted.contains(part)) {
          (sample.promised() ? promised : shown).add(sample.kind());
        }
      }
    }
    System.out.printf("corpus: %d of %d secrets shown, %s%n", shown.size(), parts, shown);

    assertThat(promised).isEmpty();
    assertThat(shown).hasSizeLessThanOrEqualTo(parts / 50);
  }

  @Test
  @Contract({"RED-03", "RED-05"})
  void corpus_changes_few_clean_texts() throws IOException {
    List<String> changed = new ArrayList<>();
    List<Sample> clean = samples().stream().filter(sample -> !sample.secret()).toList();
    for (Sample sample : clean) {
      if (!Redactor.standard().redactText(sample.text()).equals(sample.text())) {
        changed.add(sample.text());
      }
    }
    System.out.printf("corpus: %d of %d clean texts changed%n", changed.size(), clean.size());

    assertThat(changed).hasSizeLessThanOrEqualTo(clean.size() / 50);
  }

  @Test
  @Contract("RED-05")
  void redacted_corpus_is_not_redacted_again() throws IOException {
    for (Sample sample : samples()) {
      String redacted = Redactor.standard().redactText(sample.text());

      assertThat(Redactor.standard().redactText(redacted)).as(sample.kind()).isEqualTo(redacted);
    }
  }
}
