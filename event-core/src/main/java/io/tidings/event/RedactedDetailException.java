package io.tidings.event;

/**
 * Failure to decode a payload from details that a redactor has masked. The event is stored this
 * way, so that a further attempt fails too.
 *
 * @contract PAY-11
 */
public final class RedactedDetailException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RedactedDetailException(String message) {
    super(message);
  }
}
