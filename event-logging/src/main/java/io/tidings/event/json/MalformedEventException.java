package io.tidings.event.json;

/**
 * What was read is not an event. The message tells the place if the form is wrong, the field if an
 * event cannot take what is in it, and no value: a value may be a secret. In a column an escaped
 * surrogate counts as one character. The one exception of {@link DomainEventJson#read(byte[])}.
 */
public final class MalformedEventException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }
}
