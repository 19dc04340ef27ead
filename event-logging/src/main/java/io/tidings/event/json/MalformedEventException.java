package io.tidings.event.json;

/**
 * Thrown by {@link DomainEventJson} when JSON is not an event, or not details. The message names
 * the position of a syntax error, or the field whose value an event rejects, and never a value,
 * since values may be secret. A column counts an escaped surrogate as one character.
 *
 * @contract JSN-06
 */
public final class MalformedEventException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }
}
