package io.tidings.event.store.delivery;

import static java.util.Objects.requireNonNull;

/**
 * A failure as recorded in the trail's database, without its stack. The message is redacted and cut
 * to 1,000 characters.
 *
 * @contract DLV-03, DLV-06
 */
public final class RecordedFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Creates a recorded failure.
   *
   * @param type the class name of the original throwable
   * @param message its redacted message
   */
  public RecordedFailure(String type, String message) {
    super(requireNonNull(message, "message"), null, false, false);
    this.type = requireNonNull(type, "type");
  }

  /** Returns the class name of the original throwable. */
  public String type() {
    return type;
  }

  /** Returns the class name of the original throwable and its message. */
  @Override
  public String toString() {
    String message = String.valueOf(getMessage());
    return message.isEmpty() ? type : type + ": " + message;
  }
}
