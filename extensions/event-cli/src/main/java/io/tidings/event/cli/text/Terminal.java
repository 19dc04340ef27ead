package io.tidings.event.cli.text;

import org.jspecify.annotations.Nullable;

/**
 * What the reader of the output can show. Immutable.
 *
 * @param interactive whether it is a terminal, on which a line can be written again
 * @param colour whether it is to show colours
 * @param columns how wide it is; only asked of a terminal
 */
public record Terminal(boolean interactive, boolean colour, int columns) {

  /** The property by which {@code bin/tidings} says that the output is a terminal. */
  public static final String PROPERTY = "tidings.terminal";

  /** The property by which {@code bin/tidings} says how wide it is. */
  public static final String COLUMNS = "tidings.columns";

  /** How wide a terminal is that does not say. */
  public static final int DEFAULT_COLUMNS = 80;

  /** Less than this nobody could read. */
  static final int LEAST_COLUMNS = 20;

  /** Something that is no terminal: a pipe or a file. */
  public static final Terminal NONE = new Terminal(false, false);

  /**
   * Creates a terminal of a width; a narrower one than can be read is taken for {@value
   * #LEAST_COLUMNS} wide.
   *
   * @param interactive whether it is a terminal
   * @param colour whether it is to show colours
   * @param columns how wide it is
   */
  public Terminal {
    columns = Math.max(LEAST_COLUMNS, columns);
  }

  /**
   * Creates a terminal as wide as most.
   *
   * @param interactive whether it is a terminal
   * @param colour whether it is to show colours
   */
  public Terminal(boolean interactive, boolean colour) {
    this(interactive, colour, DEFAULT_COLUMNS);
  }

  /**
   * Returns the terminal of this process, by {@value #PROPERTY}, {@value #COLUMNS} and NO_COLOR.
   */
  public static Terminal ofProcess() {
    return of(System.getProperty(PROPERTY), System.getenv("NO_COLOR"))
        .ofWidth(System.getProperty(COLUMNS));
  }

  /**
   * Returns the terminal of a process. Java 17 itself cannot tell whether its output is one.
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
   * Returns a terminal like this of another width.
   *
   * @param property the value of {@value #COLUMNS}, or null; this if it is no such number
   */
  public Terminal ofWidth(@Nullable String property) {
    return property != null && property.matches("[1-9][0-9]{0,3}")
        ? new Terminal(interactive, colour, Integer.parseInt(property))
        : this;
  }

  /** Returns {@code text} in a colour, if this shows colours. */
  public String painted(Paint paint, String text) {
    return colour ? paint.on(text) : text;
  }

  /** Returns the part of a text that fits where so much is written already; all in a pipe. */
  public String cut(String text, int written) {
    int room = Math.max(0, columns - 1 - written);
    return interactive && text.length() > room ? text.substring(0, room) : text;
  }
}
