package io.tidings.event.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
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

  @Test
  void a_width_is_taken_as_it_is_said_if_it_is_one() {
    Terminal terminal = new Terminal(true, true);
    assertThat(terminal.ofWidth("132").columns()).isEqualTo(132);
    assertThat(terminal.ofWidth("3").columns()).isEqualTo(20);
    assertThat(terminal.ofWidth(null)).isEqualTo(terminal);
    assertThat(Stream.of("", "wide", "99999", "-1", "0").map(terminal::ofWidth))
        .containsOnly(terminal);
  }

  @Test
  void a_text_is_cut_to_what_a_terminal_has_room_for_and_in_a_pipe_never() {
    assertThat(new Terminal(true, true, 20).cut("0123456789", 12)).isEqualTo("0123456");
    assertThat(new Terminal(true, true, 20).cut("0123456789", 30)).isEmpty();
    assertThat(Terminal.NONE.cut("x".repeat(1_000), 12)).hasSize(1_000);
  }
}
