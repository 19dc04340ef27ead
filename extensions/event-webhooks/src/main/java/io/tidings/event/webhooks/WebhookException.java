package io.tidings.event.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a secret cannot be sealed or opened, a key file cannot be used, or TLS is not
 * available. The message contains the remedy.
 */
public final class WebhookException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WebhookException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
