package io.tidings.event.store.internal.delivery;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.store.delivery.RecordedFailure;
import io.tidings.event.store.spi.StorableText;
import java.util.function.UnaryOperator;

/**
 * The text of a failure to be stored: redacted, without characters that a database refuses, and cut
 * to a length.
 *
 * @param redaction the redaction of a message
 */
record FailureText(UnaryOperator<String> redaction) {

  private static final int LONGEST = 1_000;

  String type(Throwable failure) {
    String type =
        failure instanceof RecordedFailure recorded
            ? recorded.type()
            : failure.getClass().getName();
    return StorableText.of(cut(type));
  }

  /** Returns the message, or a note if it cannot be formatted. */
  String message(Throwable failure) {
    try {
      if (failure instanceof RecordedFailure recorded) {
        return recorded.text();
      }
      String message = failure.getMessage();
      return message == null ? "" : StorableText.of(cut(redaction.apply(message)));
    } catch (Throwable unprintable) {
      FatalErrors.rethrow(unprintable);
      return "(its message cannot be formatted)";
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
