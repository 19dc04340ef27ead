package io.tidings.event.cli.text;

import org.jspecify.annotations.Nullable;

/**
 * The capabilities of the output and of standard error. Immutable.
 *
 * @param interactive whether the output is a terminal, on which a line can be overwritten
 * @param colour whether colours are shown
 * @param columns the width; used for terminals only
 * @param errors whether standard error is a terminal, on which progress is shown
 */
public record Terminal(boolean interactive, boolean colour, int columns, boolean errors) {

  /** The system property by which {@code bin/tidings} reports that the output is a terminal. */
  public static final String PROPERTY = "tidings.terminal";

  /** The system property by which {@code bin/tidings} reports the width. */
  public static final String COLUMNS = "tidings.columns";

  /** The system property by which {@code bin/tidings} reports that standard error is a terminal. */
  public static final String ERRORS = "tidings.terminal.errors";

  /** The width of a terminal that does not report one. */
  public static final int DEFAULT_COLUMNS = 80;

  /** The minimum width. */
  static final int LEAST_COLUMNS = 20;

  /** An output that is not a terminal: a pipe or a file. */
  public static final Terminal NONE = new Terminal(false, false);

  /**
   * Creates a terminal of a width; a smaller one becomes {@value #LEAST_COLUMNS}.
   *
   * @param interactive whether the output is a terminal
   * @param colour whether colours are shown
   * @param columns the width
   * @param errors whether standard error is a terminal
   */
  public Terminal {
    columns = Math.max(LEAST_COLUMNS, columns);
  }

  /**
   * Creates a terminal of a width; standard error is none.
   *
   * @param interactive whether the output is a terminal
   * @param colour whether colours are shown
   * @param columns the width
   */
  public Terminal(boolean interactive, boolean colour, int columns) {
    this(interactive, colour, columns, false);
  }

  /**
   * Creates a terminal of {@value #DEFAULT_COLUMNS} columns.
   *
   * @param interactive whether the output is a terminal
   * @param colour whether colours are shown
   */
  public Terminal(boolean interactive, boolean colour) {
    this(interactive, colour, DEFAULT_COLUMNS);
  }

  /**
   * Returns the terminal of this process, by {@value #PROPERTY}, {@value #COLUMNS}, {@value
   * #ERRORS} and NO_COLOR.
   */
  public static Terminal ofProcess() {
    return of(System.getProperty(PROPERTY), System.getenv("NO_COLOR"))
        .ofWidth(System.getProperty(COLUMNS))
        .withErrors("true".equals(System.getProperty(ERRORS)));
  }

  /** Returns this terminal with or without one for standard error. */
  public Terminal withErrors(boolean errors) {
    return new Terminal(interactive, colour, columns, errors);
  }

  /**
   * Returns the terminal of a process. Java 17 cannot determine itself whether the output is a
   * terminal.
   *
   * @param property the value of {@value #PROPERTY}, or null
   * @param noColour the value of NO_COLOR, or null; colours are off if it is not empty
   * @return the terminal, or {@link #NONE}
   */
  public static Terminal of(@Nullable String property, @Nullable String noColour) {
    boolean interactive = "true".equals(property);
    return new Terminal(interactive, interactive && (noColour == null || noColour.isEmpty()));
  }

  /**
   * Returns this terminal with another width.
   *
   * @param property the value of {@value #COLUMNS}, or null; ignored unless it is a positive number
   *     of up to four digits
   */
  public Terminal ofWidth(@Nullable String property) {
    return property != null && property.matches("[1-9][0-9]{0,3}")
        ? new Terminal(interactive, colour, Integer.parseInt(property), errors)
        : this;
  }

  /** Returns {@code text} in a colour if colours are shown. */
  public Line painted(Paint paint, String text) {
    return colour ? Line.painted(paint, text) : Line.of(text);
  }

  /**
   * Returns the part of a text that fits on the line after {@code written} characters; for other
   * outputs all of it.
   */
  public String cut(String text, int written) {
    return interactive ? cutTo(Math.max(0, columns - 1 - written), text) : text;
  }

  /** Returns the part of a text that fits on a line of standard error. */
  String cutError(String text) {
    return cutTo(columns - 1, text);
  }

  private static String cutTo(int room, String text) {
    if (text.length() <= room) {
      return text;
    }
    boolean splitsCharacter = room > 0 && Character.isHighSurrogate(text.charAt(room - 1));
    return text.substring(0, splitsCharacter ? room - 1 : room);
  }
}
