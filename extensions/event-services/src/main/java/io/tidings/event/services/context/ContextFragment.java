package io.tidings.event.services.context;

import io.tidings.event.services.internal.Inputs;

/**
 * Text that can be part of a context. Immutable.
 *
 * @param source the origin, such as a path; 1 to 256 characters
 * @param text the text, at most 1 Mi characters
 * @param priority the priority; higher ones are selected first
 */
public record ContextFragment(String source, String text, int priority) {

  /**
   * Creates a fragment.
   *
   * @throws IllegalArgumentException if a text is ill-formed
   */
  public ContextFragment {
    Inputs.name(source, "source");
    Inputs.text(text, "text");
  }
}
