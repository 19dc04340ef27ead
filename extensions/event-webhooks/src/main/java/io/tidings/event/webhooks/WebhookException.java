package io.tidings.event.webhooks;

import org.jspecify.annotations.Nullable;

/** Subscriptions or deliveries could not be read or kept. The message tells the remedy. */
public final class WebhookException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WebhookException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
