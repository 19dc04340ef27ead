package io.tidings.event.services.context;

import io.tidings.event.services.internal.Inputs;

/**
 * A piece of text that may be worth reading. Immutable.
 *
 * @param source where it is from, such as a path; 1 to 256 characters
 * @param text the text, at most 1 Mi characters
 * @param priority the greater, the sooner it is taken
 */
public record ContextFragment(String source, String text, int priority) {

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if a text is ill-formed
   */
  public ContextFragment {
    Inputs.name(source, "source");
    Inputs.text(text, "text");
  }
}
