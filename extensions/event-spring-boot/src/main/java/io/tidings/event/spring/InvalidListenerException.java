package io.tidings.event.spring;

/** A method with {@link OnEvent} that cannot be subscribed; the message names it and the remedy. */
public final class InvalidListenerException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception. */
  public InvalidListenerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Creates an exception without a cause. */
  public InvalidListenerException(String message) {
    super(message);
  }
}
