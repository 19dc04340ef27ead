package io.tidings.event.store.delivery;

import static java.util.Objects.requireNonNull;

/**
 * A failure as recorded in the trail's database, without its stack. The message is the class name
 * and the redacted message of the original, cut to 1,000 characters.
 *
 * @contract DLV-03, DLV-06
 */
public final class RecordedFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;

  /**
   * Creates a recorded failure.
   *
   * @param type the class name of the original throwable
   * @param text its redacted message, empty for none
   */
  public RecordedFailure(String type, String text) {
    super(requireNonNull(text, "text").isEmpty() ? type : type + ": " + text, null, false, false);
    this.type = requireNonNull(type, "type");
    this.text = text;
  }

  /** Returns the class name of the original throwable. */
  public String type() {
    return type;
  }

  /** Returns the redacted message of the original throwable, empty for none. */
  public String text() {
    return text;
  }
}
