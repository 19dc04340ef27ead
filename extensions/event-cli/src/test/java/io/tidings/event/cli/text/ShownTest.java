package io.tidings.event.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTest {

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
            "\udb40\udc01", "\\u{e0001}",
            "a\\nb", "a\\\\nb")
        .forEach((text, shown) -> assertThat(Shown.text(text)).isEqualTo(shown));
  }

  @Test
  void letters_of_every_script_stay() {
    assertThat(Shown.text("größe 日本 😀")).isEqualTo("größe 日本 😀");
  }

  @Test
  void very_long_text_is_cut_between_characters() {
    assertThat(Shown.text("😀".repeat(160))).isEqualTo("😀".repeat(160));
    assertThat(Shown.text("😀".repeat(161))).isEqualTo("😀".repeat(160) + "...");
  }
}
