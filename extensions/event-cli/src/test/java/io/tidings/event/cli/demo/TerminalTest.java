package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void a_terminal_has_colours() {
    assertThat(Terminal.of("true", null)).isEqualTo(new Terminal(true, true));
    assertThat(Terminal.of("true", "")).isEqualTo(new Terminal(true, true));
  }

  @Test
  void no_color_takes_the_colours_away_and_leaves_the_progress() {
    assertThat(Terminal.of("true", "1")).isEqualTo(new Terminal(true, false));
  }

  @Test
  void what_is_not_said_to_be_a_terminal_is_none() {
    assertThat(Terminal.of(null, null)).isEqualTo(Terminal.NONE);
    assertThat(Terminal.of("false", null)).isEqualTo(Terminal.NONE);
  }
}
