package io.tidings.event.json;

/**
 * What was read is not an event. The message tells the field and the place, and no value: a value
 * may be a secret. The one exception of {@link DomainEventJson#read(byte[])}.
 */
public final class MalformedEventException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }
}
