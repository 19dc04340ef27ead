package io.tidings.event.webhooks.internal.dispatch;

/** Access to the plain secret of a subscription. Must be thread-safe. */
@FunctionalInterface
public interface SecretOpener {

  /** Returns the secret of a subscription from its sealed form; throws if that fails. */
  String open(String subscriptionId, String sealed);
}
