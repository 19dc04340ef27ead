package io.tidings.event.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

  @Test
  void what_a_terminal_would_obey_is_escaped() {
    Map.of(
            "a\u001b[31mb", "a\\u001b[31mb",
            "a\nb\r\tc", "a\\nb\\r\\tc",
            "a\u009bb", "a\\u009bb",
            "\u202egpj", "\\u202egpj",
            "a\u2028b\u2029", "a\\u2028b\\u2029",
            "a\u00a0b", "a\\u00a0b",
            "\ud800", "\\ud800",
            "\ue000", "\\ue000",
            "\udb40\udc01", "\\udb40\\udc01",
            "a\\nb", "a\\\\nb")
        .forEach((text, shown) -> assertThat(DisplayText.shortened(text)).isEqualTo(shown));
  }

  @Test
  void letters_of_every_script_stay() {
    assertThat(DisplayText.shortened("größe 日本 😀")).isEqualTo("größe 日本 😀");
  }

  @Test
  void very_long_text_is_cut_between_characters() {
    assertThat(DisplayText.shortened("😀".repeat(160))).isEqualTo("😀".repeat(160));
    assertThat(DisplayText.shortened("😀".repeat(161))).isEqualTo("😀".repeat(160) + "...");
  }

  @Test
  void text_that_is_wanted_whole_is_escaped_and_never_cut() {
    assertThat(DisplayText.escaped("😀".repeat(161) + "\n")).isEqualTo("😀".repeat(161) + "\\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/a/b-c_1.db, /a/b-c_1.db",
        "my trail.db, 'my trail.db'",
        "$(reboot), '$(reboot)'",
        "it's, 'it'\\''s'",
        "a;b, 'a;b'",
        "größe, 'größe'",
        "\"\", ''"
      })
  void a_word_for_a_shell_is_in_quotes_unless_it_is_plain(String text, String word) {
    assertThat(DisplayText.shellWord(text)).isEqualTo(word);
  }

  @Test
  void a_word_for_a_shell_does_nothing_to_the_terminal() {
    assertThat(DisplayText.shellWord("a\033[2J")).isEqualTo("'a\\u001b[2J'");
  }
}
