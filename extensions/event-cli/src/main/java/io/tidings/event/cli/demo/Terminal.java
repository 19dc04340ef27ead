package io.tidings.event.cli.demo;

import org.jspecify.annotations.Nullable;

/**
 * What the reader of the output can show. Immutable.
 *
 * @param interactive whether it is a terminal, on which a line can be written again
 * @param colour whether it is to show colours
 */
public record Terminal(boolean interactive, boolean colour) {

  /** The property by which {@code bin/tidings} says that the output is a terminal. */
  public static final String PROPERTY = "tidings.terminal";

  /** Something that is no terminal: a pipe or a file. */
  public static final Terminal NONE = new Terminal(false, false);

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

  /** Returns {@code text} in a colour, if this shows colours. */
  public String painted(Paint paint, String text) {
    return colour ? paint.on(text) : text;
  }
}
