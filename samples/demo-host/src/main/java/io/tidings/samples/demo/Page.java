package io.tidings.samples.demo;

import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import java.util.List;
import java.util.Locale;

/** A page of headings and rows. Confined to one thread. */
final class Page {

  private static final int LABEL = 15;
  private static final String MARGIN = "  ";

  private final Output output;
  private final Terminal terminal;

  Page(Output output, Terminal terminal) {
    this.output = output;
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  void heading(String text) {
    output.line("");
    output.line(terminal.painted(Paint.BOLD, text));
  }

  /** Writes a row with a label, unless the text is empty. */
  void row(String label, String text) {
    if (!text.isEmpty()) {
      row(label, Line.of(text));
    }
  }

  void row(String label, Line content) {
    line(Line.of(String.format(Locale.ROOT, "%-" + LABEL + "s", label)).then(content));
  }

  /** Writes a row for each text, the first with the label. */
  void rows(String label, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      row(i == 0 ? label : "", texts.get(i));
    }
  }

  void count(String label, long count) {
    line(String.format(Locale.ROOT, "%-20s %,12d", label, count));
  }

  void line(String text) {
    line(Line.of(text));
  }

  void line(Line line) {
    output.line(Line.of(MARGIN).then(line));
  }
}
