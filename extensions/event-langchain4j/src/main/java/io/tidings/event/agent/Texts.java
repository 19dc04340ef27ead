package io.tidings.event.agent;

import io.tidings.event.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Rule for the texts of prompts, answers, queries and error messages in events. Handlers in the
 * process receive events as they are emitted; the log and the trail redact them in addition.
 */
public enum Texts {
  /** No event contains a text; the sizes are recorded. */
  OFF,
  /** Secrets are masked before the event is emitted. */
  REDACTED,
  /** Texts are recorded unchanged. */
  ON;

  /** The maximum length of a prompt, an answer or a query in an event, in characters. */
  public static final int MAX_TEXT = 32_768;

  /** The maximum length of an error message in an event, in characters. */
  public static final int MAX_MESSAGE = 1_000;

  /** The longest end of a text that is removed with a word which the limit divides. */
  private static final int MAX_WORD = 500;

  /**
   * Returns a text in the form in which it is recorded.
   *
   * @param max the maximum length; a word that the limit divides is removed, since a part of a
   *     secret is not recognized as one
   * @return the text, or null if there is none or texts are off
   */
  @Nullable String recorded(@Nullable String text, int max) {
    if (text == null || this == OFF) {
      return null;
    }
    return beginning(this == REDACTED ? Redactor.standard().redactText(text) : text, max);
  }

  private static String beginning(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max;
    while (end > max - MAX_WORD && end > 0 && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return text.substring(0, Math.max(0, end));
  }
}
