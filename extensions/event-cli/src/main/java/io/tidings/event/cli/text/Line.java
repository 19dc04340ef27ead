package io.tidings.event.cli.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A line of output. Every text in it is escaped by {@link DisplayText#oneLine}, so text from
 * outside neither ends the line nor controls a terminal. The only control characters are the tabs
 * of {@link #columns} and the colours of {@link Terminal#painted}. Immutable.
 */
public final class Line {

  private final String text;

  private Line(String text) {
    this.text = text;
  }

  /** Returns a line with a text. */
  public static Line of(String text) {
    return new Line(DisplayText.oneLine(text));
  }

  /** Returns a line with a text in a colour. */
  static Line painted(Paint paint, String text) {
    return new Line(paint.on(DisplayText.oneLine(text)));
  }

  /** Returns a line of cells, separated by tabs; a tab in a cell is escaped. */
  public static Line columns(String... cells) {
    return new Line(
        Arrays.stream(cells).map(DisplayText::oneLine).collect(Collectors.joining("\t")));
  }

  /** Returns this line followed by a text. */
  public Line then(String more) {
    return then(of(more));
  }

  /** Returns this line followed by another one. */
  public Line then(Line more) {
    return new Line(text + more.text);
  }

  /** Returns the line as it is written, without a line break. */
  @Override
  public String toString() {
    return text;
  }
}
